import { request } from '../src/http.ts';
import type { FaultFacts } from './mutant.ts';

/** The control verbs of a server that has faults; their contract is `spec/http.yaml`. */
export class Control {
  readonly #root: () => URL;
  readonly #token: string;

  /** @param root where the server is, which may start again elsewhere */
  constructor({ root, token }: { root: () => URL; token: string }) {
    this.#root = root;
    this.#token = token;
  }

  async faults(): Promise<FaultFacts[]> {
    return (await this.#stats()).faults.all;
  }

  /** How often the fault that is on has made the server wrong; undefined when none is on. */
  async hits(): Promise<number | undefined> {
    return (await this.#stats()).faults.active?.hits;
  }

  /** Switches one fault on, or all off, and forgets what the server was told. */
  async begin(name: string | null): Promise<void> {
    await this.#call('fault', { name: null });
    await this.#call('reset', {});
    if (name !== null) await this.#call('fault', { name });
  }

  async #stats(): Promise<Stats> {
    return (await this.#call('stats')) as Stats;
  }

  async #call(verb: string, body?: object): Promise<unknown> {
    const call = {
      method: body ? 'POST' : 'GET',
      url: `/control/${verb}`,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body && { body }),
    };
    const answer = await request({ call, root: this.#root(), timeoutMs: TIMEOUT_MS });
    if (answer.status !== 200)
      throw new Error(`the control verb ${verb} answered HTTP ${answer.status}: ${answer.text}`);
    return answer.body;
  }
}

const TIMEOUT_MS = 10_000;

interface Stats {
  faults: { all: FaultFacts[]; active: { name: string; hits: number } | null };
}
