import { beforeEach, describe, expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import type { Platform } from '../src/context.ts';
import type { Outgoing } from '../src/encoded.ts';
import { createEndpoint } from '../src/endpoint.ts';
import type { Recipient } from '../src/fanout.ts';
import { Hub } from '../src/hub/hub.ts';
import { createLog } from '../src/log.ts';
import { cloudProfile } from '../src/profiles/cloud/profile.ts';
import type { Cloud } from '../src/profiles/cloud/protocol.ts';
import { DomainEventFeed } from '../src/services/domain-events.ts';
import { type Readings, show, wordFor } from '../src/showing.ts';

const readings: Readings<Cloud> = {
  notified({ level, message }) {
    read++;
    return message === '' ? undefined : { type: 'notification', data: { level, message } };
  },
};
const encoding = {
  plain(message: Cloud['server']) {
    encoded++;
    return { bytes: Buffer.from(JSON.stringify(message)), isBinary: false };
  },
};
const key = { realm: cloudProfile.channel, tenant: 'here' };
let read = 0;
let encoded = 0;
let hub: Hub<Recipient>;
let domainEvents: DomainEventFeed;
let logged: string[];

beforeEach(() => {
  read = 0;
  encoded = 0;
  logged = [];
  hub = new Hub();
  domainEvents = new DomainEventFeed(createLog('warn', { write: (line) => void logged.push(line) }));
  const platform = { clock: new Clock(), hub, services: { domainEvents } } as unknown as Platform;
  show(readings, createEndpoint({ ...cloudProfile, encoding }, platform), platform);
});

/** Somebody on the channel; what was delivered. */
function enter(): string[] {
  const delivered: string[] = [];
  const deliver = (message: Outgoing): boolean => {
    delivered.push(Buffer.from(message.frame('plain').bytes).toString());
    return true;
  };
  hub.enter(key, { deliver }, {});
  return delivered;
}

describe('an event of the platform', () => {
  test('is encoded once, however many receive it', () => {
    const members = Array.from({ length: 5 }, enter);
    domainEvents.tell('notified', { level: 'info', message: 'x' }, 'here');
    expect(members.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
    expect(encoded).toBe(1);
  });

  test('is nothing where nobody is', () => {
    domainEvents.tell('notified', { level: 'info', message: 'x' }, 'here');
    enter();
    domainEvents.tell('notified', { level: 'info', message: 'x' }, 'elsewhere');
    expect([read, encoded]).toEqual([0, 0]);
  });

  test('is not shown where it was said', () => {
    const member = enter();
    domainEvents.tell('notified', { level: 'info', message: 'x' }, 'here', cloudProfile.channel);
    domainEvents.tell('notified', { level: 'info', message: 'x' }, 'here', 'another');
    expect(member).toHaveLength(1);
  });

  test('that cannot be said is not, and keeps nobody else from hearing of it', () => {
    const member = enter();
    const heard: string[] = [];
    domainEvents.on('notified', ({ message }) => void heard.push(message));
    domainEvents.tell('notified', { level: 'info', message: '' }, 'here');
    domainEvents.tell('notified', { level: 'info', message: 'x'.repeat(1 << 20) }, 'here');
    expect(member).toEqual([]);
    expect(heard).toHaveLength(2);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, kind: 'notified', channel: 'cloud' }]);
  });
});

test('a word is read by the first entry that has it', () => {
  const table = { online: 'idle', away: 'idle', busy: 'working' };
  expect(['idle', 'working', 'constructor', ''].map((word) => wordFor(table, word))).toEqual([
    'online',
    'busy',
    undefined,
    undefined,
  ]);
});
