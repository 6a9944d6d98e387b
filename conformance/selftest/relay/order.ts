import type { Channel, Message, Profile } from '@agentwire/generated/model';
import { at } from '../../src/json.ts';
import { isPlayable } from '../../src/protocol.ts';
import type { Passage } from './manner.ts';
import { read } from './place.ts';

/** Two kinds of messages whose order is told. */
export interface Ordered {
  channel: Channel;
  first: Message;
  /** What must not pass before it. */
  then: readonly Message[];
  /** The sentence that says so; none where it is the barrier. */
  requirement?: string;
  /** JSON pointer of what both have in common when the sentence speaks of both. */
  within?: string | undefined;
}

/**
 * What sentences say of order: ids of requirements, then names of messages, each of which comes before what stands
 * behind it. Where a sentence speaks of all events one kind stands for all, since order is made by the path that
 * they take and not by the kind.
 */
const TOLD: Record<string, [first: string, ...then: string[]][]> = {
  'autosdlc/events/order': [['agent_task_update', 'agent_task_update']],
  'cloud/authentication/first-message': [['auth', '*']],
  'cloud/chat/order': [['chat_message', 'chat_message']],
  'codex/generate/start-first': [['stream_start', 'token', 'tool_call']],
  'codex/generate/text-order': [['token', 'token']],
  'codex/generate/nothing-after-end': [
    ['token', 'stream_end'],
    ['tool_call', 'stream_end'],
  ],
  'codex/workflow/agent-order': [['agent_started', 'agent_progress', 'agent_completed']],
  'devmentor/code-context/order': [['suggestions', 'suggestions']],
  'devmentor/events/order': [['sse:progress:scraper', 'sse:progress:scraper']],
  'devmentor/queue/after-welcome': [['welcome', 'suggestions']],
  'mxf/channels/joined-order': [['channel:joined', 'channel:participants']],
  'mxf/control-loop/cycle': [
    ['control_loop:observation:processed', 'control_loop:reasoning:complete'],
    ['control_loop:reasoning:complete', 'control_loop:action:planned'],
    ['control_loop:action:planned', 'control_loop:progress:update'],
    ['control_loop:progress:update', 'control_loop:reflection:complete'],
  ],
  'mxf/mcp/result-order': [['mcp:tool:result', 'mcp:tool:result']],
  'mxf/messages/order': [['message', 'message']],
};

/** Where the messages stand that a sentence puts in order only among each other: two streams may run side by side. */
const WITHIN: Record<string, string> = { 'codex/generate/text-order': '/requestId' };

/**
 * All that is in order: what sentences say, and that a wrong frame is refused before the barrier behind it is answered.
 * @throws Error for a sentence or a message that the document does not have
 */
export function orderedIn(profile: Profile): Ordered[] {
  const channels = profile.channels.filter(isPlayable);
  const said = Object.entries(TOLD).filter(([id]) => id.startsWith(`${profile.id}/`));
  const lost = said.find(([id]) => profile.requirements.every((requirement) => requirement.id !== id));
  if (lost) throw new Error(`the document has no requirement ${lost[0]}, whose order is to be broken`);
  return [
    ...said.flatMap(([requirement, pairs]) =>
      pairs.map(([first, ...then]) => ({
        ...pair(channels, first, then),
        requirement,
        within: WITHIN[requirement],
      })),
    ),
    ...channels.flatMap((channel) => {
      const { refusal, barrier } = channel.facts;
      const [first, answer] = [refusal, barrier?.expect].map((id) => spoken(channel).find((one) => one.id === id));
      return first && answer ? [{ channel, first, then: [answer] }] : [];
    }),
  ];
}

function pair(channels: readonly Channel[], first: string, then: readonly string[]): Ordered {
  for (const channel of channels) {
    const message = spoken(channel).find(({ name }) => name === first);
    const others = spoken(channel).filter(({ name }) => then.includes(name) || then.includes('*'));
    if (message && others.length > 0) return { channel, first: message, then: others };
  }
  throw new Error(`no channel has ${first} before ${then.join(', ')}`);
}

const spoken = (channel: Channel): Message[] =>
  channel.messages.filter(({ direction }) => direction === 'server-to-client');

/** How long a message waits for one that it lets pass before it, milliseconds. */
const PATIENCE_MS = 300;

/** The first kind lets the next message pass before it that should come behind it. */
export function outOfTurn({ first, then, within }: Ordered, hit: () => void): Passage {
  const kept = new WeakMap<object, { text: string; value: unknown }>();
  return ({ channel, client, text }) => {
    const { message, value } = read(channel, text) ?? {};
    const waiting = kept.get(client);
    const belongs = within === undefined || at(value, within) === at(waiting?.value, within);
    if (waiting !== undefined && message && then.includes(message) && belongs) {
      kept.delete(client);
      if (waiting.text !== text) hit();
      client.send(text);
      client.send(waiting.text);
      return;
    }
    if (waiting !== undefined && message && message !== first && then.includes(first)) {
      // It waits for its like alone, and nothing else passes before it.
      kept.delete(client);
      client.send(waiting.text);
      return client.send(text);
    }
    if (message !== first || waiting !== undefined) return client.send(text);
    const now = { text, value };
    kept.set(client, now);
    setTimeout(() => {
      if (kept.get(client) !== now) return;
      kept.delete(client);
      client.send(text);
    }, PATIENCE_MS).unref();
  };
}
