import type { Goal } from './goal.ts';

interface Cause {
  /** How the measure begins, and against whom; any where it is absent. */
  measure: string;
  against?: string;
  cause: string;
}

/** One write for each delivery. */
const oneWrite =
  'each delivery is a write of its own, and nine tenths of what bare uWebSockets.js spends on one are the ' +
  "kernel's, whoever sends (perf): what it reaches itself is the bound";

/** What profiles showed to stand in the way of goals; told where one is missed. The first that fits. */
const causes: readonly Cause[] = [
  {
    measure: 'fan-out per server CPU second, one at a time',
    against: 'bare uWebSockets.js',
    cause:
      'what is sent goes out by the same calls, and no session is asked; on top comes what a publication is besides: ' +
      'authenticated, validated, kept for readers that resume and told to other profiles. With two clients that is ' +
      '0.04 ms of CPU when a thousand come in a second and 0.2 to 0.3 ms when 150 do, of the same code. Caches that ' +
      'are cold by the next one would do that; a machine with counters would show it, this one has none',
  },
  {
    measure: 'fan-out per server CPU second, in bursts of 32',
    against: 'bare uWebSockets.js',
    cause:
      "the kernel's part is the same, 0.41 ms a publication; JavaScript and Node take 0.11 ms against 0.02 (perf), for " +
      'authenticating and validating it, keeping it for readers that resume and telling it to other profiles',
  },
  {
    measure: 'response p99',
    cause:
      'in a block it is the slowest publication, so the interval is wide; before its first write a publication is ' +
      'authenticated and validated, 0.12 ms (the median with two clients). Collections of garbage are not it: three in ' +
      '17 s, of 1.4 to 4.2 ms (perf_hooks)',
  },
  { measure: 'fan-out per server CPU second, one at a time', cause: oneWrite },
  { measure: 'Socket.IO fan-out per server CPU second, one at a time', cause: oneWrite },
  { measure: 'server-sent events per server CPU second, one at a time', cause: oneWrite },
  {
    measure: 'idle memory per connection',
    cause:
      'a session is some 2 KiB of objects (heap snapshots): its state, in- and outbox, heartbeat, limits and watch; ' +
      'bare uWebSockets.js keeps 1.3 KiB for a socket, and V8 has not returned all that connecting took',
  },
  {
    measure: 'verified deliveries per client CPU second',
    cause:
      'both pay for each read, whatever is in it: the system call and its turn through libuv and Node. The ' +
      "kernel takes 60 % of the sink's time (perf), which a `ws` client spends as well; what the sinks save is the rest",
  },
];

export function causeOf({ measure, against }: Pick<Goal, 'measure' | 'against'>): string | undefined {
  const fits = (cause: Cause) => measure.startsWith(cause.measure) && (cause.against ?? against) === against;
  return causes.find(fits)?.cause;
}
