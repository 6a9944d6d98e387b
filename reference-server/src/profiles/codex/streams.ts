import { codex } from '@agentwire/generated/constants/codex';
import type { CodexGenerate, CodexRequestId } from '@agentwire/generated/types/codex';
import { ProtocolError } from '../../errors.ts';
import type { Client, Exchange } from '../../handler.ts';
import { type Generation, GenerationError, type Outcome } from '../../services/generation/engine.ts';
import { internalError } from './errors.ts';
import type { CodexStream } from './protocol.ts';

const { limits } = codex.channels.codexStream;

/** Serves a `generate` without a model (CODEX-B20). */
const defaultModel = 'claude-3-opus';

/** Begins the stream of a request and returns; it runs on beside all others until its end or its client's. */
export function startStream(request: CodexGenerate, { client, clock, log, services }: Exchange<CodexStream>): void {
  const { id, prompt, model = defaultModel, stream = true, context = {}, constraints = {} } = request;
  const streams = client.state;
  if (streams.has(id)) throw new ProtocolError('INVALID_REQUEST', { details: 'a stream of this id still runs' });
  if (streams.size >= limits.requests) {
    throw new ProtocolError('LIMIT_EXCEEDED', { details: `at most ${limits.requests} streams run at once` });
  }
  const startMs = performance.now();
  const generation = begin(() => services.generation.generate({ prompt, model, context, constraints }, client.ended));
  streams.add(id);
  client.send({ type: 'stream_start', requestId: id, model, timestamp: clock.now() });

  const end = ({ finishReason, usage }: Outcome): void => {
    const totalTokens = usage.promptTokens + usage.completionTokens;
    const metadata = { model, finishReason, durationMs: Math.round(performance.now() - startMs) };
    client.send({ type: 'stream_end', requestId: id, metadata, usage: { ...usage, totalTokens } });
  };
  pass(generation, { client, requestId: id, isWhole: !stream })
    .then(end)
    .catch((error) => {
      if (client.ended.aborted) return;
      log.error({ clientId: client.clientId, err: error }, 'a generation failed');
      client.send(internalError({ requestId: id }));
    })
    .finally(() => streams.delete(id));
}

/** A request that the engine does not serve is refused like any other. */
function begin(generate: () => Generation): Generation {
  try {
    return generate();
  } catch (error) {
    throw error instanceof GenerationError ? new ProtocolError('INVALID_REQUEST', { details: error.message }) : error;
  }
}

interface PassOptions {
  client: Client<CodexStream>;
  requestId: CodexRequestId;
  /** The text is one token, behind all tool calls (CODEX-B22, A18). */
  isWhole: boolean;
}

/** Sends the parts as they come. */
async function pass(generation: Generation, { client, requestId, isWhole }: PassOptions): Promise<Outcome> {
  const kept: string[] = [];
  for (;;) {
    const next = await generation.next();
    if (next.done) {
      if (isWhole) client.send({ type: 'token', requestId, token: kept.join('') });
      return next.value;
    }
    const part = next.value;
    if (part.kind === 'tool-call') {
      const { tool, arguments: given, thinking } = part;
      client.send({ type: 'tool_call', requestId, tool, arguments: given, thinking });
    } else if (isWhole) kept.push(part.text);
    else client.send({ type: 'token', requestId, token: part.text });
  }
}
