/**
 * Nanoseconds of CLOCK_MONOTONIC, the same in all processes of one host. A double holds them exactly
 * for the first 104 days after boot and to 2 ns after that.
 */
export function nowNs(): number {
  return Number(process.hrtime.bigint());
}
