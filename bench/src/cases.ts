/** What the bench can measure; one line each for `list`. */
export const cases = [
  {
    name: 'fanout',
    summary:
      'one publisher, many subscribers: latency of each delivery, loss, duplicates, order, server CPU, against a peer',
  },
] as const;
