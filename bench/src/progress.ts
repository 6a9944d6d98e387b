import type { Progress } from './exercise.ts';
import type { BlockPosition, Observer } from './observer.ts';
import type { PhaseResult } from './phase.ts';
import { format, ms, percent, shownReach } from './report/figures.ts';

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

  progress(position: BlockPosition, { received, p50, p99, cpuShare }: Progress): void {
    if (!this.#output.isTTY) return;
    const { name, due, rate } = position;
    const parts = [
      numberOf(position),
      name,
      `${format(rate)}/s`,
      `received ${format(received)}`,
      ...(due > 0 ? [`reach so far ${shownReach(Math.min(1, received / due))}`] : []),
      ...(p50 === undefined || p99 === undefined ? [] : [`p50 ${ms(p50)}  p99 ${ms(p99)} ms`]),
      ...(cpuShare === undefined ? [] : [`generator ${percent(cpuShare)} %`]),
    ];
    this.#output.write(eraseLine + parts.join('   ').slice(0, this.#output.columns - 1));
  }

  block(position: BlockPosition, phase: PhaseResult): void {
    const { response, server, loads, bytesPerConnection } = phase;
    const busiest = Math.max(0, ...loads.map(({ load }) => load.cpuNs / load.wallNs));
    const parts = [
      numberOf(position),
      position.name,
      `${format(position.rate)}/s`,
      ...(response.count > 0 ? [`p50 ${ms(response.at(50))}  p99 ${ms(response.at(99))} ms`] : []),
      ...(bytesPerConnection === undefined ? [] : [`${(bytesPerConnection / 1024).toFixed(1)} KiB per connection`]),
      `reach ${shownReach(phase.received / phase.expected)}`,
      ...(server ? [`server ${percent(server.cpuNs / phase.wallNs)} %`] : []),
      ...(loads.length > 0 ? [`busiest harness process ${percent(busiest)} %`] : []),
    ];
    this.#line(parts.join('   '));
  }

  #line(text: string): void {
    this.#output.write(`${this.#output.isTTY ? eraseLine : ''}${text}\n`);
  }
}

function numberOf({ number, of }: BlockPosition): string {
  return `block ${number}${of === undefined ? '' : `/${of}`}`;
}
