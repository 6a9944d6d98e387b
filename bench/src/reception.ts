import { nowNs } from './clock.ts';
import { LatencyHistogram } from './histogram.ts';
import { Ledger, type LedgerReport } from './ledger.ts';
import { findStamp, isWhole, readIntendedNs, readLane, readRun, readSentNs, readSequence } from './stamp.ts';
import { valueAt } from './workload.ts';

export interface PhaseOptions {
  /** The run in the stamps of this phase; deliveries of another one are strays. */
  run: number;
  lanes: number;
  /** Publications of the phase, which no sequence number reaches. */
  count: number;
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
}

/** What the connections of one process receive in one phase: recognised, verified and timed in the bytes of the read. */
export class Reception {
  readonly response = new LatencyHistogram();
  readonly #service = new LatencyHistogram();
  readonly #ledger: Ledger;
  readonly #phase: PhaseOptions;
  readonly #payloadBytes: number;
  #readAtNs = 0;
  /** Where the last message had its stamp. */
  #hint = 0;
  #malformed = 0;
  #strays = 0;

  constructor(options: { connections: number; payloadBytes: number; phase: PhaseOptions }) {
    const { connections, payloadBytes, phase } = options;
    this.#ledger = new Ledger({ connections, lanes: phase.lanes, capacity: phase.count });
    this.#phase = phase;
    this.#payloadBytes = payloadBytes;
  }

  get received(): number {
    return this.#ledger.received;
  }

  /** A read begins: all messages in it arrived now. */
  read(): void {
    if (this.#phase.latencies === 'record') this.#readAtNs = nowNs();
  }

  /** Takes the message `bytes[start, end)` of a connection; false when it carries no stamp. */
  take(connection: number, bytes: Uint8Array, start: number, end: number): boolean {
    const stamp = findStamp(bytes, start, end, this.#hint);
    if (stamp < 0) return false;
    this.#hint = stamp - start;
    if (readRun(bytes, stamp) !== this.#phase.run) this.#strays++;
    else if (!this.#isSound(bytes, stamp, start, end)) this.#malformed++;
    else if (!this.#ledger.book(connection, readLane(bytes, stamp), readSequence(bytes, stamp))) this.#malformed++;
    else if (this.#phase.latencies === 'record') this.#time(bytes, stamp);
    return true;
  }

  report(): ReceptionReport {
    return {
      ...this.#ledger.report(),
      malformed: this.#malformed,
      strays: this.#strays,
      response: this.response.encode(),
      service: this.#service.encode(),
    };
  }

  #isSound(bytes: Uint8Array, stamp: number, start: number, end: number): boolean {
    const { stampAt } = this.#phase;
    return (
      isWhole(bytes, stamp, this.#payloadBytes, end) &&
      (stampAt === undefined || hasStampAt(stampAt, bytes, start, end))
    );
  }

  #time(bytes: Uint8Array, stamp: number): void {
    this.response.recordNs(this.#readAtNs - readIntendedNs(bytes, stamp));
    this.#service.recordNs(this.#readAtNs - readSentNs(bytes, stamp));
  }
}

function hasStampAt(pointer: string, bytes: Uint8Array, start: number, end: number): boolean {
  try {
    const message = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
    const value = valueAt(message, pointer);
    return typeof value === 'string' && value.startsWith('~aw1');
  } catch {
    return false;
  }
}
