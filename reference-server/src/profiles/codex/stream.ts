import { codex as document } from '@agentwire/generated/constants/codex';
import { checkCodexStreamClientMessage, checkCodexStreamServerMessage } from '@agentwire/generated/validators/codex';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { pathOf } from '../../traits.ts';
import { connectionHandlers, connectionOf } from './connection.ts';
import { type Concern, wireError } from './errors.ts';
import type { CodexStream, Streams } from './protocol.ts';
import { startStream } from './streams.ts';

const { codexStream: channel } = document.channels;

/** MCPCodex's code generation: a request streams back under its id, several at once. */
export function codexStream(settings: Settings): Profile<CodexStream> {
  return {
    ...connectionOf(settings),
    channel: 'codexStream',
    path: pathOf(document, channel),
    traits: channel,
    targets: [],
    checkClient: checkCodexStreamClientMessage,
    checkServer: checkCodexStreamServerMessage,
    handlers: { ...connectionHandlers, generate: startStream },
    begin: () => new Set(),
    isBusy: ({ state }) => state.size > 0,
    readError: (error, { client, value }) => wireError(error, concernOf(value, client.state)),
  };
}

/**
 * An error with a `requestId` ends that stream in the client (CODEX-B19, A06). It must not end one that
 * runs when another request has taken its id; the id then stands in the details (CODEX-B21).
 */
function concernOf(value: unknown, streams: Streams): Concern {
  const { type, id } = value instanceof Object ? (value as Record<string, unknown>) : {};
  if (type !== 'generate' || (typeof id !== 'string' && !Number.isInteger(id))) return {};
  const requestId = id as string | number;
  return streams.has(requestId) ? { details: { id } } : { requestId };
}
