/** Which of the servers of a run: `subject`, or the name of a peer. */
export type Side = string;

export const subjectSide: Side = 'subject';

/** Probes keep the latency of every delivery; sinks hold the mass of subscribers. Both verify all they receive. */
export type SubscriberRole = 'probes' | 'sinks';
