import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';
import { redact } from './redact.ts';

export type Log = Logger;

/** Bytes of log that wait for a slow reader before lines are dropped; the server never waits for its log. */
const maxWaitingBytes = 1 << 20;

/** JSON lines without secrets on stderr; stdout belongs to the ready line. */
export function createLog(level: string, to: DestinationStream = standardError()): Log {
  return pino(
    {
      level,
      base: undefined,
      formatters: { log: (line) => redact(line) as Record<string, unknown> },
      serializers: { err: (error: Error) => redact({ ...stdSerializers.err(error) }) },
    },
    to,
  );
}

function standardError(): DestinationStream {
  return destination({ fd: 2, sync: false, maxLength: maxWaitingBytes });
}
