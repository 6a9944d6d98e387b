import { describe, expect, test } from 'vitest';
import { faults } from '../faults/all.ts';
import { seam } from '../faults/seam.ts';
import { serve } from './server-process.ts';
import { type Client, open } from './socket.ts';

const event = (sequence: number) => ({ type: 'notification', data: { level: 'info', message: String(sequence) } });

async function receivedWith(fault: string | null, events: number): Promise<{ numbers: string[]; hits: unknown }> {
  const server = await serve();
  const client = await open(`${server.url}/cloud/ws?token=a`);
  await server.control('fault', { name: fault });
  for (let sequence = 1; sequence <= events; sequence++) {
    expect((await server.publish('/cloud/publish', event(sequence))).body).toEqual({ recipients: 1 });
  }
  await client.settled();
  const { body } = await server.control('stats');
  const { active } = body.faults as { active: { hits: number } | null };
  return { numbers: notifications(client), hits: active?.hits };
}

const notifications = ({ received }: Client): string[] =>
  received.filter(({ type }) => type === 'notification').map(({ data }) => String(data?.message));

describe('a seam', () => {
  class Part {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
    say(word: string): string {
      return `${this.name}: ${word}`;
    }
  }

  test('takes something around a method of all objects of a class, and gives the method back', () => {
    const { say } = Part.prototype;
    const part = new Part('one');
    const undo = seam(Part.prototype, 'say').wrap(
      ({ part: { name }, args: [word], proceed }) => `${proceed(word.toUpperCase())} (${name})`,
    );
    expect(part.say('hello')).toBe('one: HELLO (one)');
    undo();
    expect(part.say('hello')).toBe('one: hello');
    expect(Part.prototype.say).toBe(say);
  });
});

describe('the faults', () => {
  test('are called by their files, and each says what it breaks', () => {
    expect(faults.map(({ name }) => name)).toContain('closing/wrong-code');
    expect(faults.filter(({ breaks }) => breaks.length === 0)).toEqual([]);
  });

  test('are told by the stats', async () => {
    const server = await serve();
    const { body } = await server.control('stats');
    expect(body.faults).toEqual({ all: faults.map(({ name, breaks }) => ({ name, breaks })), active: null });
  });

  test('a server without any is right', async () => {
    expect(await receivedWith(null, 6)).toEqual({ numbers: ['1', '2', '3', '4', '5', '6'], hits: undefined });
  });

  test('fan-out/event-skipped: of three events one is lost in silence', async () => {
    expect(await receivedWith('fan-out/event-skipped', 6)).toEqual({ numbers: ['1', '2', '4', '5'], hits: 2 });
  });

  test('fan-out/event-delivered-twice: every event comes twice', async () => {
    expect(await receivedWith('fan-out/event-delivered-twice', 2)).toEqual({ numbers: ['1', '1', '2', '2'], hits: 2 });
  });

  test('closing/wrong-code: 1000 for everything', async () => {
    const server = await serve();
    await server.control('fault', { name: 'closing/wrong-code' });
    const client = await open(`${server.url}/cloud/ws`);
    client.send(' '.repeat((1 << 20) + 1));
    expect(await client.closed).toBe(1000);
  });

  test('authentication/bad-credential-accepted: anybody is let in', async () => {
    const server = await serve([], { apiKeys: [] });
    await server.control('fault', { name: 'authentication/bad-credential-accepted' });
    const client = await open(`${server.url}/autosdlc/ws?token=wrong`);
    await client.settled();
  });

  test('end with the next one, and when they are switched off', async () => {
    const server = await serve();
    const client = await open(`${server.url}/cloud/ws?token=a`);
    await server.control('fault', { name: 'fan-out/event-delivered-twice' });
    const next = await server.control('fault', { name: 'closing/wrong-code' });
    expect(next.body).toEqual({ active: { name: 'closing/wrong-code', hits: 0 } });
    await server.publish('/cloud/publish', event(1));
    expect((await server.control('fault', { name: null })).body).toEqual({ active: null });
    await server.publish('/cloud/publish', event(2));
    await client.settled();
    expect(notifications(client)).toEqual(['1', '2']);
    client.send(' '.repeat((1 << 20) + 1));
    expect(await client.closed).toBe(1009);
  });
});
