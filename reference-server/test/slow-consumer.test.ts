import { cloud } from '@agentwire/generated/constants/cloud';
import { expect, test } from 'vitest';
import { serve } from './server-process.ts';
import { ofType, open, rawUpgrade } from './socket.ts';

const payloadBytes = 32_768;
const event = (sequence: number) => ({
  type: 'notification',
  data: { level: 'info', message: `${sequence} `.padEnd(payloadBytes, 'x') },
});

test('who does not read is closed with 1013, the others miss nothing, and memory stays bounded', async () => {
  const server = await serve();
  const url = `${server.url}/cloud/ws`;
  const stalled = await rawUpgrade(`${url}?token=stalled`);
  stalled.pause();
  const reading = await open(`${url}?token=reading`);
  await reading.next(ofType('auth'));

  let sequence = 0;
  let recipients = 2;
  while (recipients === 2)
    recipients = (await server.publish('/cloud/publish', event(sequence++))).body.recipients ?? 0;
  // Kernel buffers on both ends, a soft limit of 1 MiB, and a queue of 8 MiB come first.
  const { softLimitBytes, queueBytes } = cloud.channels.cloud.slowConsumer;
  expect(sequence * payloadBytes).toBeGreaterThan(softLimitBytes + queueBytes);
  expect(sequence * payloadBytes).toBeLessThan(softLimitBytes + queueBytes + 16 * 1024 * 1024);
  expect(server.memoryMiB()).toBeLessThan(400);

  const offline = await reading.next(ofType('user_presence'));
  expect(offline).toMatchObject({ data: { status: 'offline' } });
  await reading.count(sequence);
  const numbers = reading.received.map(({ data }) => Number.parseInt(String(data?.message), 10));
  expect(numbers).toEqual(Array.from({ length: sequence }, (_, index) => index));

  const bytes: Buffer[] = [];
  stalled.on('data', (chunk) => bytes.push(chunk));
  stalled.resume();
  await new Promise((resolve) => stalled.once('end', resolve));
  const everything = Buffer.concat(bytes);
  const closeFrame = everything.subarray(-4);
  expect([closeFrame[0], closeFrame[1]]).toEqual([0x88, 2]);
  expect(closeFrame.readUInt16BE(2)).toBe(1013);
}, 30_000);

test('who reads slowly gets everything, in order, replies and events alike', async () => {
  const server = await serve();
  const slow = await open(`${server.url}/cloud/ws?token=slow`);
  slow.socket.pause();
  const events = 300;
  for (let sequence = 0; sequence < events; sequence++) await server.publish('/cloud/publish', event(sequence));
  slow.send({ type: 'ping' });
  await server.publish('/cloud/publish', event(events));
  slow.socket.resume();
  await slow.count(1 + events + 2);
  const types = slow.received.map(({ type }) => type);
  expect(types).toHaveLength(1 + events + 2);
  const numbers = slow.received
    .filter(ofType('notification'))
    .map(({ data }) => Number.parseInt(String(data?.message), 10));
  expect(numbers).toEqual(Array.from({ length: events + 1 }, (_, index) => index));
}, 30_000);
