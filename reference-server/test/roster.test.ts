import { describe, expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { Agents } from '../src/services/agents/agents.ts';
import { Channels } from '../src/services/channels/channels.ts';
import { DomainEventFeed } from '../src/services/domain-events.ts';
import { Roster, type RosterBounds } from '../src/services/roster.ts';

const limited = (details: string) =>
  expect.objectContaining({ code: 'LIMIT_EXCEEDED', details: expect.stringContaining(details) });
const wide: RosterBounds = { entries: 3, entryBytes: 1000, tenantBytes: 3000, nameLength: 8 };

interface Entry {
  name?: string;
  text: string;
  isHeld?: boolean;
}

function rosterOf(bounds: Partial<RosterBounds> = {}) {
  const roster = new Roster<Entry>({
    what: 'things',
    bounds: { ...wide, ...bounds },
    weigh: ({ text }) => ({ text }),
    isHeld: ({ isHeld = false }) => isHeld,
  });
  const put = (id: string, text = '', isHeld = false) => roster.put('t', id, { text, isHeld });
  const there = (...ids: string[]) => ids.filter((id) => roster.get('t', id));
  return { roster, put, there };
}

describe('a roster', () => {
  test('lets the oldest go that nobody holds, when there is one too many', () => {
    const { put, there } = rosterOf();
    put('a', '', true);
    for (const id of ['b', 'c', 'b', 'd']) put(id);
    expect(there('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'd']);
  });

  test('has no room where all are held, and nothing has changed then', () => {
    const { put, there, roster } = rosterOf();
    for (const id of ['a', 'b', 'c']) put(id, id, true);
    expect(() => put('d')).toThrow(limited('at most 3 things'));
    put('a', 'again', true);
    expect(there('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c']);
    expect(roster.get('t', 'a')?.text).toBe('again');
    roster.put('another', 'd', { text: '' });
  });

  test('counts bytes, of one and of all', () => {
    const one = Buffer.byteLength(JSON.stringify(['a', { text: 'ü'.repeat(100) }]));
    const { put, there } = rosterOf({ entryBytes: one, tenantBytes: 2 * one });
    put('a', 'ü'.repeat(100));
    expect(() => put('a', 'ü'.repeat(101))).toThrow(limited(`at most ${one} bytes`));
    put('b', 'ü'.repeat(100));
    put('b', 'ü'.repeat(100));
    put('c', 'ü'.repeat(100), true);
    expect(there('a', 'b', 'c')).toEqual(['b', 'c']);
    put('d', 'ü'.repeat(100), true);
    expect(() => put('e')).toThrow(limited(`${2 * one} bytes in all`));
    expect(there('b', 'c', 'd', 'e')).toEqual(['c', 'd']);
    put('d', '', true);
    put('e');
  });

  test('takes ids and names of bounded length', () => {
    const { put, roster } = rosterOf();
    put('12345678');
    expect(() => put('123456789')).toThrow(limited('at most 8 characters'));
    expect(() => roster.put('t', 'a', { name: '123456789', text: '' })).toThrow(limited('at most 8 characters'));
  });
});

describe('agents', () => {
  const start = (bounds: Partial<RosterBounds> = {}) =>
    new Agents({
      bounds: { ...wide, ...bounds },
      clock: new Clock(),
      domainEvents: new DomainEventFeed(createLog('silent')),
    });
  const profile = { name: 'x', capabilities: [], metadata: {} };
  const register = (agents: Agents, agentId: string, metadata = {}, vacated: string[] = []) => {
    const seat = { vacate: (id: string) => void vacated.push(id) };
    agents.register({ tenant: 't', agentId, userId: 'u', profile: { ...profile, metadata }, seat });
    return seat;
  };

  test('that have gone make room, also for those only heard of', () => {
    const agents = start();
    const seats = ['a', 'b', 'c'].map((agentId) => register(agents, agentId));
    const report = () => agents.report({ tenant: 't', agentId: 'd', status: 'busy', origin: 'elsewhere' });
    report();
    expect(agents.find({ tenant: 't', agentId: 'd' })).toBeUndefined();
    expect(() => register(agents, 'd')).toThrow(limited('at most 3 agents'));
    agents.leave({ tenant: 't', agentId: 'b' }, seats[1] ?? { vacate() {} });
    report();
    expect(['a', 'b', 'c', 'd'].map((agentId) => agents.find({ tenant: 't', agentId })?.agentId)).toEqual([
      'a',
      undefined,
      'c',
      'd',
    ]);
  });

  test('that say too much of themselves stay as they were, and where they were', () => {
    const agents = start();
    const vacated: string[] = [];
    register(agents, 'a', { small: true }, vacated);
    expect(() => register(agents, 'a', { large: 'x'.repeat(1000) })).toThrow(limited('1000 bytes'));
    const changes = { metadata: { large: 'x'.repeat(1000) } };
    expect(() => agents.update({ tenant: 't', agentId: 'a', userId: 'u', changes })).toThrow(limited('1000 bytes'));
    expect(agents.get({ tenant: 't', agentId: 'a' })).toMatchObject({ metadata: { small: true }, isPresent: true });
    expect(vacated).toEqual([]);
  });
});

describe('a channel', () => {
  const key = { tenant: 't', channelId: 'c' };

  test('has so many members, and those that are in stay in', () => {
    const channels = new Channels({ ...wide, members: 2 });
    for (const agentId of ['a', 'b', 'a']) channels.enter(key, agentId);
    expect(() => channels.enter(key, 'c')).toThrow(limited('at most 2 members'));
    channels.leave(key, 'a');
    channels.enter(key, 'c');
    expect([...channels.members(key)]).toEqual(['b', 'c']);
  });

  test('is told so much of, and keeps its members', () => {
    const channels = new Channels({ ...wide, members: 2 });
    channels.enter(key, 'a');
    channels.update(key, { description: 'short' });
    expect(() => channels.update(key, { description: 'x'.repeat(1000) })).toThrow(limited('1000 bytes'));
    expect([...channels.members(key)]).toEqual(['a']);
  });
});
