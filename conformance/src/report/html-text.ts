import type { Verdict } from '../verdict.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text in which nothing is markup. */
export const text = (value: unknown): string =>
  String(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

export const code = (value: string): string => `<code>${text(value)}</code>`;

/** A sentence in which words between backticks are code. */
export const prose = (value: unknown): string => text(value).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

export const badge = (verdict: Verdict): string =>
  `<span class="v v-${verdict}">${verdict.replaceAll('_', ' ')}</span>`;

/** Fragment that leads to a requirement, or to a topic of a profile. */
export const anchor = (id: string): string => id.replaceAll('/', '.');
