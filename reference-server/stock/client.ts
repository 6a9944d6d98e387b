import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

type Message = { type?: string; channel?: string; data?: unknown };

/** A client program that prints every message it receives as a line with JSON in it. */
export class ClientProgram {
  readonly #child;
  readonly #seen: Message[] = [];
  #wake = (): void => {};

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(this.#child.stdout).on('line', (line) => {
      const start = line.indexOf('{');
      if (start < 0) return;
      this.#seen.push(JSON.parse(line.slice(start)));
      this.#wake();
    });
    this.#child.on('exit', () => this.#wake());
  }

  /** The first message of a type, or of an SSE channel, received already or still to come. */
  async received(type: string, told: 'type' | 'channel' = 'type'): Promise<Message> {
    for (;;) {
      const found = this.#seen.find((message) => message[told] === type);
      if (found) return found;
      if (this.#child.exitCode !== null) {
        throw new Error(`the client ended with ${this.#child.exitCode} before ${type} came; it saw ${this.#types()}`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  stop(): void {
    this.#child.kill();
  }

  #types(): string {
    return this.#seen.map(({ type }) => type).join(', ') || 'nothing';
  }
}
