/** Whose messages a queue holds, in or out. */
export interface Owner {
  /** A message has no place in it, or was lost behind it; the connection must be closed, or there is a gap. */
  overflowed(): void;
}
