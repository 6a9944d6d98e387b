import { expect, test } from 'vitest';
import { channelOf } from '../src/protocol.ts';
import { brokenCloud } from './broken.ts';
import { profileNamed } from './here.ts';
import { ids, judged, serveSource } from './kit.ts';

const limit = channelOf(profileNamed('cloud')).facts.rateLimit?.max as number;

/** A server that ends a connection after so many frames. */
const patientFor = (frames: number): string =>
  brokenCloud({
    'receive(client, data.toString());': `client.frames = (client.frames ?? 0) + 1;
      if (client.frames > ${frames}) return socket.close(4029);
      receive(client, data.toString());`,
  });

test.each([
  ['half the limit of the document', 'green', limit / 2],
  ['a tenth of it', 'red', limit / 10],
])('a server that bears %s is %s', async (_, colour, frames) => {
  const server = await serveSource(patientFor(frames));
  try {
    const args = ['--url', server.url, '--profile', 'cloud', '--timeout', '1000'];
    const { report } = await judged(args, { AGENTWIRE_TOKEN: 'a-single-token' });
    expect(ids(report, 'FAIL', 'WARN').length === 0 ? 'green' : 'red').toBe(colour);
  } finally {
    await server.stop();
  }
});
