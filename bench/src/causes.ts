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
    measure: 'fan-out per server CPU second',
    against: 'bare uWebSockets.js',
    cause:
      'what is sent goes out by the same calls; on top come 0.2 to 0.4 ms for each publication, which is ' +
      'authenticated, validated, recorded and told to other profiles (a run with one client shows it), and some 0.2 µs ' +
      'for each session, of which it is decided and counted what it is sent (cpu-prof)',
  },
  {
    measure: 'response p99',
    cause:
      'a publication is authenticated, validated and recorded before its first write, 0.2 to 0.4 ms (cpu-prof), and ' +
      'about one in a hundred meets a collection of young objects, 1 ms (perf_hooks)',
  },
  { measure: 'fan-out per server CPU second, one at a time', cause: oneWrite },
  { measure: 'Socket.IO fan-out per server CPU second, one at a time', cause: oneWrite },
  { measure: 'server-sent events per server CPU second, one at a time', cause: oneWrite },
  {
    measure: 'idle memory per connection',
    cause:
      'a session is 3.3 KiB of objects (heap snapshots): its state, in- and outbox, heartbeat, limits and watch; ' +
      'bare uWebSockets.js keeps 1.6 KiB for a socket, and V8 has not returned all that connecting took',
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
