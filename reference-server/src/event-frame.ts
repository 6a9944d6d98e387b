/** Where a text has line breaks, for a reader of server-sent events. */
const lineBreaks = /\r\n|\r|\n/g;

/**
 * One server-sent event, unnamed, as text. A line break in the data begins a new `data:` line, so none ends the
 * event.
 */
export function frameEvent({ id, data }: { id: string; data: string }): string {
  return `id: ${id}\ndata: ${data.replaceAll(lineBreaks, '\ndata: ')}\n\n`;
}

/** Tells a reader how long to wait before it connects again. */
export function frameRetry(ms: number): string {
  return `retry: ${ms}\n\n`;
}

/** A line that readers ignore and that keeps a stream from looking dead. */
export const comment = ':\n\n';
