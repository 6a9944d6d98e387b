import type { BlockPosition, Observer } from './fanout.ts';
import type { PhaseResult } from './phase.ts';
import { format, ms, percent, shownReach } from './report.ts';
import type { SinkProgress } from './sink.ts';

const eraseLine = '\r\x1b[2K';

/** Shows a run as it goes on: one line that changes in a terminal, a line a block otherwise. */
export class ProgressLines implements Observer {
  readonly #output: NodeJS.WriteStream;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  step(text: string): void {
    this.#line(text);
  }

  progress({ number, of, name, expected }: BlockPosition, { received, p50, p99 }: SinkProgress): void {
    if (!this.#output.isTTY) return;
    const latencies = p50 === undefined || p99 === undefined ? '' : `   p50 ${ms(p50)}  p99 ${ms(p99)} ms`;
    const line = `block ${number}/${of}   ${name}   ${format(received)} of ${format(expected)} deliveries${latencies}`;
    this.#output.write(eraseLine + line.slice(0, this.#output.columns - 1));
  }

  block({ number, of, name }: BlockPosition, phase: PhaseResult): void {
    const { response, server, loads } = phase;
    const busiest = Math.max(...loads.map(({ load }) => load.cpuNs / load.wallNs));
    const parts = [
      `block ${number}/${of}`,
      name,
      `p50 ${ms(response.at(50))}  p99 ${ms(response.at(99))} ms`,
      `reach ${shownReach(phase.received / phase.expected)}`,
      ...(server ? [`server ${percent(server.cpuNs / phase.wallNs)} %`] : []),
      `busiest harness process ${percent(busiest)} %`,
    ];
    this.#line(parts.join('   '));
  }

  #line(text: string): void {
    this.#output.write(`${this.#output.isTTY ? eraseLine : ''}${text}\n`);
  }
}
