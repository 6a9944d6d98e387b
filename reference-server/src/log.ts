import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Bytes of log that wait for a slow reader before lines are dropped; the server never waits for its log. */
const maxWaitingBytes = 1 << 20;

/** Members that hold a secret wherever they appear. Credentials and requests are never logged as a whole. */
const secrets = ['token', 'authorization', 'cookie', 'key', 'hs256Secret'].flatMap((name) => [name, `*.${name}`]);

/** JSON lines on stderr; stdout belongs to the ready line. */
export function createLog(level: string, to: DestinationStream = standardError()): Log {
  return pino({ level, base: undefined, redact: secrets }, to);
}

function standardError(): DestinationStream {
  return destination({ fd: 2, sync: false, maxLength: maxWaitingBytes });
}
