import type { CheckOutcome, CheckPlan } from '../check.ts';
import { counted } from './counted.ts';

/** Tells how far a run is: one line that is rewritten in a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number;
  readonly #startedMs = performance.now();
  #done = 0;
  #shownMs = 0;
  #last = '';

  constructor(options: { stream: NodeJS.WriteStream; total: number }) {
    this.#stream = options.stream;
    this.#total = options.total;
  }

  readonly done = (outcome: CheckOutcome): void => {
    this.#done += 1;
    this.#last = outcome.check.id;
    this.#show();
  };

  readonly again = (checks: readonly CheckPlan[]): void => {
    const [first] = checks;
    const more = checks.length > 1 ? ` and ${checks.length - 1} more` : '';
    this.#last = `again alone: ${first?.id}${more}`;
    this.#show();
  };

  /** Removes the line. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
  }

  #show(): void {
    const now = performance.now();
    const everyMs = this.#stream.isTTY ? 50 : 10_000;
    if (
      now - this.#shownMs < everyMs ||
      (!this.#stream.isTTY && this.#shownMs === 0 && now - this.#startedMs < everyMs)
    )
      return;
    this.#shownMs = now;
    const seconds = Math.round((now - this.#startedMs) / 1000);
    const line = `${this.#done} of ${counted(this.#total, 'check')}, ${seconds} s, ${this.#last}`;
    if (this.#stream.isTTY) this.#stream.write(`\r\u001b[2K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
    else this.#stream.write(`${line}\n`);
  }
}
