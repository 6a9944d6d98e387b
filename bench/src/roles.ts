/** Which of the two that are compared. */
export type Side = 'subject' | 'peer';

/** Probes keep the latency of every delivery; sinks hold the mass of subscribers. Both verify all they receive. */
export type SubscriberRole = 'probes' | 'sinks';
