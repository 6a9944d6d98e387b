/** `1 check`, `2 checks`. */
export const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** `1 entry`, `2 entries`. */
export const entries = (count: number, before = ''): string => `${count} ${before}${count === 1 ? 'entry' : 'entries'}`;
