/** What became of the deliveries of one phase. */
export interface LedgerReport {
  /** Deliveries that arrived, each counted once. */
  received: number;
  /** Arrivals of a delivery that had arrived before. */
  duplicates: number;
  /** Deliveries that arrived after a later one of the same lane. */
  orderViolations: number;
  /** Deliveries to a connection that had not subscribed to them. */
  misrouted: number;
}

/**
 * Accounts for every delivery of one phase: each connection must get each sequence number of each lane
 * once and in order. While that holds a delivery costs one comparison; from the first deviation on, the
 * connection's numbers of that lane are kept in a bitmap, so that a gap, a swap and a duplicate are each
 * counted as what they are.
 */
export class Ledger {
  readonly #lanes: number;
  readonly #capacity: number;
  readonly #entitled: Uint32Array;
  /** Per connection and lane: one more than the highest number seen. */
  readonly #next: Int32Array;
  readonly #seen = new Map<number, Uint8Array>();
  #received = 0;
  #duplicates = 0;
  #orderViolations = 0;
  #misrouted = 0;

  /** `entitled`: lanes of each connection, a bit each; `capacity`: sequence numbers of a lane are below it. */
  constructor(options: { entitled: Uint32Array; lanes: number; capacity: number }) {
    this.#lanes = options.lanes;
    this.#capacity = options.capacity;
    this.#entitled = options.entitled;
    this.#next = new Int32Array(options.entitled.length * options.lanes);
  }

  get received(): number {
    return this.#received;
  }

  /** Books one delivery; false when lane or sequence were never published. */
  book(connection: number, lane: number, sequence: number): boolean {
    if (lane < 0 || lane >= this.#lanes || sequence < 0 || sequence >= this.#capacity) return false;
    // Beyond 32 lanes there are no topics, and everybody is entitled to all.
    if (lane < 32 && (((this.#entitled[connection] as number) >>> lane) & 1) === 0) {
      this.#misrouted++;
      return true;
    }
    const index = connection * this.#lanes + lane;
    const next = this.#next[index] as number;
    if (sequence === next && !this.#seen.has(index)) {
      this.#next[index] = next + 1;
      this.#received++;
    } else {
      this.#bookDeviation(index, next, sequence);
    }
    return true;
  }

  report(): LedgerReport {
    return {
      received: this.#received,
      duplicates: this.#duplicates,
      orderViolations: this.#orderViolations,
      misrouted: this.#misrouted,
    };
  }

  #bookDeviation(index: number, next: number, sequence: number): void {
    const seen = this.#seen.get(index) ?? this.#startBitmap(index, next);
    const byte = sequence >> 3;
    const bit = 1 << (sequence & 7);
    if (((seen[byte] as number) & bit) !== 0) {
      this.#duplicates++;
      return;
    }
    seen[byte] = (seen[byte] as number) | bit;
    this.#received++;
    if (sequence >= next) this.#next[index] = sequence + 1;
    else this.#orderViolations++;
  }

  #startBitmap(index: number, next: number): Uint8Array {
    const seen = new Uint8Array((this.#capacity >> 3) + 1);
    seen.fill(0xff, 0, next >> 3);
    seen[next >> 3] = (1 << (next & 7)) - 1;
    this.#seen.set(index, seen);
    return seen;
  }
}
