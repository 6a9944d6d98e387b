/** Never rounds to 1.000 what is not whole. */
export function shownReach(reach: number): string {
  return (Math.floor(reach * 1000) / 1000).toFixed(3);
}

/** Microseconds as milliseconds. */
export function ms(microseconds: number): string {
  return (microseconds / 1000).toFixed(2);
}

export function percent(share: number): string {
  return (share * 100).toFixed(0);
}

export function format(value: number): string {
  return value.toLocaleString('en-US');
}

/** A count of many thousands or of few, short. */
export function rounded(value: number): string {
  return value >= 100 ? format(Math.round(value)) : value.toFixed(1);
}
