import autocannon from 'autocannon';
import { nowNs } from './clock.ts';
import { LatencyHistogram } from './histogram.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import type { HttpPublishCall } from './publish-call.ts';
import { serve } from './remote.ts';
import { writeStamp } from './stamp.ts';

export interface HttpReport {
  answered: number;
  /** Answers other than 2xx, and failures of the connection, by reason. */
  refused: Record<string, number>;
  /** Encoded histogram, from the request to its answer. */
  service: string;
  wallNs: number;
  load: ProcessLoad;
}

/** Entry of the process in which autocannon drives an HTTP endpoint. */
const meter = new LoadMeter();

const verbs = {
  /** Sends `count` requests over keep-alive connections, each when the one before it on its connection was answered. */
  run: (options: {
    call: HttpPublishCall;
    count: number;
    connections: number;
    timeoutMs: number;
  }): Promise<HttpReport> => {
    const { call, count, connections, timeoutMs } = options;
    const service = new LatencyHistogram();
    const refused = new Map<string, number>();
    const tally = (reason: string) => refused.set(reason, (refused.get(reason) ?? 0) + 1);
    let answered = 0;
    const body = Buffer.from(call.body);
    const blank = { run: 0, lane: 0, sequence: 0, intendedNs: 0, sentNs: 0 };
    if (call.stampOffset >= 0) writeStamp(body, call.stampOffset, blank);
    meter.restart();
    const startNs = nowNs();
    let endNs = startNs;
    return new Promise((resolve, reject) => {
      const settings = {
        url: call.url,
        method: call.method as 'POST',
        headers: call.headers,
        body,
        amount: count,
        connections: Math.min(connections, count),
        timeout: timeoutMs / 1000,
        skipAggregateResult: true,
      };
      const run = autocannon(settings, (error) => {
        if (error) reject(error);
        else {
          const report = { answered, refused: Object.fromEntries(refused), service: service.encode() };
          resolve({ ...report, wallNs: endNs - startNs, load: meter.read() });
        }
      });
      run.on('response', (_client, statusCode, _bytes, responseMs) => {
        endNs = nowNs();
        service.recordNs(responseMs * 1e6);
        if (statusCode >= 200 && statusCode < 300) answered++;
        else tally(String(statusCode));
      });
      run.on('reqError', (error: Error) => tally(error.message));
    });
  },
};

export type HttpVerbs = typeof verbs;

serve(verbs);
