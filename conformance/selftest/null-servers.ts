import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { ExitError } from '../src/exit.ts';
import { pool } from '../src/pool.ts';
import type { Shown } from './findings.ts';
import type { Kit } from './kit.ts';

/** How long the kit waits for what never comes, milliseconds. */
const TIMEOUT_MS = 300;

/** Servers that implement nothing, by what they do with a WebSocket; without it they take none. */
const SERVERS: Record<string, ((socket: WebSocket) => void) | undefined> = {
  'closes at once': (socket) => socket.close(1000),
  silent: () => {},
  echo: (socket) => socket.on('message', (data, isBinary) => socket.send(data as Buffer, { binary: isBinary })),
  'plain HTTP': undefined,
};

/** MUST that a server which implements nothing keeps all the same, and why that says nothing against the check. */
export const KEPT: Record<string, string> = {
  'devmentor/connection/upgrade': 'It asks for an upgrade that stays open, and there the client has the first word.',
};

/** Judges servers that implement nothing: of what they must they keep next to nothing. */
export async function judgeNullServers(kit: Kit, { workers }: { workers: number }): Promise<Shown[]> {
  const cases = Object.entries(SERVERS).flatMap(([name, serve]) =>
    kit.model.profiles.map(({ id }) => ({ name: `${name}, as ${id}`, serve, profile: id })),
  );
  const shown: Shown[] = [];
  await pool(cases, workers, async ({ name, serve, profile }) => {
    const { server, close } = await listen(serve);
    try {
      const kept = await keptBy(kit, server, profile);
      const wrong = kept.filter((id) => !Object.hasOwn(KEPT, id)).map((id) => `${id} counts as kept`);
      shown.push({ name, wrong, note: kept.length === 0 ? 'no MUST kept' : `${kept.length} MUST kept` });
    } finally {
      close();
    }
  });
  return shown.sort((left, right) => left.name.localeCompare(right.name));
}

async function listen(serve: ((socket: WebSocket) => void) | undefined): Promise<{ server: Server; close(): void }> {
  const server = createServer((_, answer) => answer.end('Hello'));
  const sockets = serve && new WebSocketServer({ server }).on('connection', serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    for (const socket of sockets?.clients ?? []) socket.terminate();
    server.closeAllConnections();
    server.close();
  };
  return { server, close };
}

/** MUST that the kit calls kept. */
async function keptBy(kit: Kit, server: Server, profile: string): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const manifest = {
    name: 'null server',
    url: `ws://127.0.0.1:${port}`,
    profiles: { [profile]: {} },
    identities: { first: { token: { value: 'token-one' } }, second: { token: { value: 'token-two' } } },
  };
  try {
    const subject = await kit.reach({ manifest, folder: '.' }, TIMEOUT_MS);
    const { requirements } = await kit.run(kit.jobs(profile), subject);
    await subject.target.release();
    return requirements.filter(({ counts, verdict }) => counts && verdict.startsWith('PASS')).map(({ id }) => id);
  } catch (error) {
    // Nobody is there to be judged.
    if (error instanceof ExitError) return [];
    throw error;
  }
}
