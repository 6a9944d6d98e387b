import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { defaultTenant } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import { Alarm, type Watched, watched } from './system-alarm.ts';
import { type Figures, type ProcessWatch, watchProcess } from './system-figures.ts';

export interface SystemMonitorOptions {
  /** Those that can say it are told, those that cannot are only measured. */
  endpoints: readonly Endpoint[];
  clock: Clock;
  intervalMs: number;
  /** What is measured; the own process by default. */
  watch?: ProcessWatch;
}

/** Who measures and is measured, on the wire. */
const agentId = 'agentwire-server';
const metadata = { source: 'system-monitor' };

/**
 * Turns the figures of the process into an `agent_metric` at every interval, and into a `system_alert`
 * when one becomes alarming, gets worse or is well again; these share an id, and the last is of severity
 * low. Told in the default tenant only: the figures are the whole server's, and would show every tenant
 * the load of the others.
 *
 * @returns what stops it
 */
export function startSystemMonitor({
  endpoints,
  clock,
  intervalMs,
  watch = watchProcess(),
}: SystemMonitorOptions): () => void {
  const audience = endpoints.filter((endpoint) =>
    ['agent_metric', 'system_alert'].every((type) => endpoint.carries({ type })),
  );
  const tell = (event: { type: string; data: object }): void => {
    for (const endpoint of audience) endpoint.publish({ ...event, metadata }, { tenant: defaultTenant });
  };
  const alerts = watched.map((one) => alertsOf(one));
  const tick = (): void => {
    timer = clock.after(intervalMs, tick);
    const figures = watch.measure();
    const waitingMessages = endpoints.reduce((sum, endpoint) => sum + endpoint.waitingMessages(), 0);
    tell({ type: 'agent_metric', data: metric(figures, { waitingMessages, nowMs: clock.now() }) });
    for (const see of alerts) {
      const alert = see(figures);
      if (alert) tell({ type: 'system_alert', data: alert });
    }
  };
  let timer = clock.after(intervalMs, tick);
  return () => {
    timer.cancel();
    watch.stop();
  };
}

/** The queue is what waits in the server itself: messages for slow clients, and frames behind one being handled. */
function metric(figures: Figures, { waitingMessages, nowMs }: { waitingMessages: number; nowMs: number }): object {
  return {
    agentId,
    metrics: {
      cpuUsage: tenths(figures.cpuPercent),
      memoryUsage: figures.memoryBytes,
      taskQueueDepth: waitingMessages,
      responseTime: tenths(figures.loopDelayMs),
    },
    timestamp: new Date(nowMs).toISOString(),
  };
}

/** What there is to tell of one figure, if anything. */
function alertsOf(one: Watched): (figures: Figures) => object | undefined {
  const alarm = new Alarm(one);
  let alertId = '';
  return (figures) => {
    const value = figures[one.figure];
    const news = alarm.see(value);
    if (!news) return undefined;
    const isOver = news === 'over';
    alertId ||= `alert-${randomUUID()}`;
    const alert = {
      alertId,
      severity: isOver ? 'low' : news,
      title: isOver ? `${one.title} is back to normal` : `${one.title} is too high`,
      description: one.describe(value),
      affectedComponents: [agentId, one.component],
      recommendedActions: isOver ? [] : [...one.recommendedActions],
    };
    if (isOver) alertId = '';
    return alert;
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
