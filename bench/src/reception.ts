import { nowNs } from './clock.ts';
import type { Receiver } from './crowd.ts';
import { LatencyHistogram } from './histogram.ts';
import { Ledger, type LedgerReport } from './ledger.ts';
import { valueAt } from './pointer.ts';
import { countOf, intendedNs, type Schedule } from './schedule.ts';
import { findStamp, isWhole, readIntendedNs, readLane, readRun, readSentNs, readSequence } from './stamp.ts';
import { Timeline, type TimelineReport } from './timeline.ts';
import type { Transport } from './transports/transport.ts';
import { type Discriminant, isOfKind } from './wire.ts';

export interface PhaseOptions {
  /** The run in the stamps of this phase; deliveries of another one are strays. */
  run: number;
  lanes: number;
  /** What is published; no sequence number reaches its count. */
  schedule: Schedule;
  /** Whether latencies are kept. */
  latencies: 'record' | 'ignore';
  /** JSON pointer: each message is parsed and must have its stamp there. Only for phases that are not timed. */
  stampAt?: string;
}

export interface ReceptionReport extends LedgerReport {
  /** Stamps whose string was cut, whose digits are damaged, or whose number was never published. */
  malformed: number;
  /** Deliveries of another phase or run. */
  strays: number;
  /** Encoded histogram, from intended time to read. */
  response: string;
  /** Encoded histogram, from send to read. */
  service: string;
  timeline: TimelineReport;
}

export interface ReceptionOptions {
  /** The lanes that each connection is entitled to, a bit each. */
  entitled: Uint32Array;
  payloadBytes: number;
  phase: PhaseOptions;
  /** How deliveries without stamp are told from other messages; they are then matched by their order. */
  unstamped?: { transport: Transport; discriminant: Discriminant };
}

/**
 * What the connections of one process receive in one phase: recognised, verified and timed in the bytes of the read.
 */
export class Reception implements Receiver {
  readonly response = new LatencyHistogram();
  readonly #service = new LatencyHistogram();
  readonly #timeline: Timeline;
  readonly #ledger: Ledger;
  readonly #options: ReceptionOptions;
  readonly #phase: PhaseOptions;
  readonly #isTimed: boolean;
  /** Deliveries that each connection has had, for those without stamp. */
  readonly #counts: Int32Array;
  #readAtNs = 0;
  /** Where the last message had its stamp. */
  #hint = 0;
  #malformed = 0;
  #strays = 0;

  constructor(options: ReceptionOptions) {
    const { entitled, phase } = options;
    this.#options = options;
    this.#phase = phase;
    this.#isTimed = phase.latencies === 'record';
    this.#ledger = new Ledger({ entitled, lanes: phase.lanes, capacity: phase.schedule.count });
    this.#timeline = new Timeline(phase.schedule);
    this.#counts = new Int32Array(options.unstamped ? entitled.length : 0);
  }

  get received(): number {
    return this.#ledger.received;
  }

  read(): void {
    if (this.#isTimed) this.#readAtNs = nowNs();
  }

  take(connection: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#options.unstamped) return this.#takeUnstamped(connection, bytes, start, end);
    const stamp = findStamp(bytes, start, end, this.#hint);
    if (stamp < 0) return false;
    this.#hint = stamp - start;
    if (readRun(bytes, stamp) !== this.#phase.run) this.#strays++;
    else if (!this.#isSound(bytes, stamp, start, end)) this.#malformed++;
    else if (!this.#ledger.book(connection, readLane(bytes, stamp), readSequence(bytes, stamp))) this.#malformed++;
    else if (this.#isTimed) this.#time(readIntendedNs(bytes, stamp), readSentNs(bytes, stamp));
    return true;
  }

  report(): ReceptionReport {
    return {
      ...this.#ledger.report(),
      malformed: this.#malformed,
      strays: this.#strays,
      response: this.response.encode(),
      service: this.#service.encode(),
      timeline: this.#timeline.report(),
    };
  }

  /** The n-th delivery of a connection is publication n; when it was sent, nobody here knows. */
  #takeUnstamped(connection: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { transport, discriminant } = this.#options.unstamped as NonNullable<ReceptionOptions['unstamped']>;
    if (!isOfKind(parsed(transport, bytes, start, end), discriminant)) return false;
    const sequence = this.#counts[connection] as number;
    this.#counts[connection] = sequence + 1;
    const { schedule } = this.#phase;
    if (sequence >= schedule.count) this.#strays++;
    else this.#ledger.book(connection, 0, sequence);
    if (this.#isTimed && sequence < schedule.count) {
      const intended = intendedNs(schedule, sequence);
      this.#time(intended, intended);
    }
    return true;
  }

  #isSound(bytes: Uint8Array, stamp: number, start: number, end: number): boolean {
    const { stampAt } = this.#phase;
    return (
      isWhole(bytes, stamp, this.#options.payloadBytes, end) &&
      (stampAt === undefined || hasStampAt(stampAt, bytes, start, end))
    );
  }

  #time(intended: number, sent: number): void {
    this.response.recordNs(this.#readAtNs - intended);
    this.#service.recordNs(this.#readAtNs - sent);
    this.#timeline.record(intended, this.#readAtNs - intended);
  }
}

/** Deliveries of a phase that each connection is entitled to, added up. */
export function expectedOf(entitled: Uint32Array, options: { publications: number; lanes: number }): number {
  const { publications, lanes } = options;
  const all = 2 ** Math.min(lanes, 32) - 1;
  let sum = 0;
  for (const mask of entitled) {
    if (mask >= all) {
      sum += publications;
      continue;
    }
    for (let lane = 0; lane < lanes; lane++) if ((mask >>> lane) & 1) sum += countOf(publications, lane, lanes);
  }
  return sum;
}

function parsed(transport: Transport, bytes: Uint8Array, start: number, end: number): unknown {
  try {
    return transport.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
  } catch {
    return undefined;
  }
}

/** Whether the JSON in a text, from its first brace on, has its stamp there. */
function hasStampAt(pointer: string, bytes: Uint8Array, start: number, end: number): boolean {
  try {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
    const message = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    const value = valueAt(message, pointer);
    return typeof value === 'string' && value.startsWith('~aw1');
  } catch {
    return false;
  }
}
