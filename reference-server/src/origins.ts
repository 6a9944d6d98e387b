export interface OriginsOptions {
  /** Origins whose pages may connect and read; `*` is all. */
  allowed: readonly string[];
  /** Whether the header Host can be believed. Where anybody is let in, a foreign name may point here. */
  trustsHost: boolean;
}

/** What a browser says of the page that asks, and of the server it believes to ask. */
export interface Asking {
  /** Of whoever is no browser, empty. */
  origin: string;
  host: string;
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Which pages may use the server from a browser. A browser sends its user's cookies along, and reaches what
 * only its user's machine reaches, so a page must be one of ours: of the same host, of a listed origin, or
 * while none is listed of the machine itself.
 */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #trustsHost: boolean;

  constructor({ allowed, trustsHost }: OriginsOptions) {
    this.#allowed = new Set(allowed);
    this.#trustsHost = trustsHost;
  }

  /** All pages may, so that answers need not differ. */
  get isOpen(): boolean {
    return this.#allowed.has('*');
  }

  isForeign({ origin, host }: Asking): boolean {
    if (origin === '' || this.isOpen || this.#allowed.has(origin)) return false;
    const page = URL.parse(origin);
    if (this.#trustsHost && page?.host === host.toLowerCase()) return false;
    return this.#allowed.size > 0 || !loopbackHosts.has(page?.hostname ?? '');
  }
}
