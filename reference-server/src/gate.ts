import type { Address } from './address.ts';
import type { Rejection } from './admission.ts';
import type { Asking, Origins } from './origins.ts';

export interface GateOptions {
  origins: Origins;
  /** Connections at once; 0 is no limit. */
  maxConnections: number;
  /** Connections at once of one address; 0 is no limit, and without it the document's holds, save on loopback. */
  maxConnectionsPerAddress?: number | undefined;
}

/** Somebody who wants a connection. */
export interface Visitor extends Asking {
  address: Address;
  /** What the document allows one address, on the channel that is wanted. */
  connectionsPerAddress?: number | undefined;
}

/** Decides, before anybody asks who it is, whether there is room for a connection and whether its page may have one. */
export class Gate {
  readonly #options: GateOptions;
  readonly #byNetwork = new Map<string, number>();
  #connections = 0;
  #requests = 0;
  #isClosed = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  get connections(): number {
    return this.#connections;
  }

  /** There is no connection, and no request without answer. */
  get isEmpty(): boolean {
    return this.#connections + this.#requests === 0;
  }

  /** The server shuts down; nobody new is let in. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Why this visitor gets no connection; nothing when it gets one. */
  refusal(visitor: Visitor): Rejection | undefined {
    const { origins, maxConnections } = this.#options;
    if (this.#isClosed) return { status: 503, reason: 'the server shuts down' };
    if (origins.isForeign(visitor))
      return { status: 403, reason: 'pages of this origin may not connect', isSuspicious: true };
    if (maxConnections > 0 && this.#connections >= maxConnections) {
      return { status: 503, reason: 'the server has all the connections that it may have' };
    }
    if ((this.#byNetwork.get(visitor.address.network) ?? 0) >= this.#maxOf(visitor)) {
      return { status: 429, reason: 'this address has all the connections that it may have', isSuspicious: true };
    }
    return undefined;
  }

  /** Counts a connection, until `leave` is called with the same address. */
  enter({ network }: Address): void {
    this.#count(network, 1);
  }

  /** To be called once for each that has entered, when it has ended. */
  leave({ network }: Address): void {
    this.#count(network, -1);
  }

  /** Counts a request. @returns what is to be called once, when it has its answer */
  begin(): () => void {
    this.#requests++;
    return () => {
      this.#requests--;
    };
  }

  #count(network: string, change: 1 | -1): void {
    this.#connections += change;
    const connections = (this.#byNetwork.get(network) ?? 0) + change;
    if (connections > 0) this.#byNetwork.set(network, connections);
    else this.#byNetwork.delete(network);
  }

  #maxOf({ address, connectionsPerAddress = 0 }: Visitor): number {
    const ofDocument = address.isLoopback ? 0 : connectionsPerAddress;
    return (this.#options.maxConnectionsPerAddress ?? ofDocument) || Infinity;
  }
}
