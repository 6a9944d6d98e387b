/** Topics of a run and the patterns by which its subscribers choose among them. */
export interface TopicPlan {
  /** One a lane of the publisher, in the order of the lanes; at most 32. */
  topics: string[];
  /** Given to the subscribers in turn. */
  patterns: string[];
}

/** As many topics as fit into the bits of one number. */
export const mostTopics = 32;

/**
 * Each topic by its name, and where the document has a wildcard, as many patterns again that match a tenth
 * of the topics or all: a prefix, a suffix, an infix, everything.
 */
export function planTopics(count: number, wildcard: string | undefined): TopicPlan {
  const topics = Array.from({ length: count }, (_, index) => `bench-${String(index).padStart(2, '0')}`);
  if (wildcard === undefined) return { topics, patterns: topics };
  const wide = [`bench-0${wildcard}`, `${wildcard}1`, `b${wildcard}2`, wildcard];
  return { topics, patterns: topics.flatMap((topic, index) => [topic, wide[index % wide.length] as string]) };
}

/** The lanes whose topic a pattern matches, a bit each. */
export function lanesOf(pattern: string, { topics }: TopicPlan, wildcard: string | undefined): number {
  return topics.reduce((mask, topic, lane) => (isMatch(pattern, topic, wildcard) ? mask | (1 << lane) : mask), 0);
}

/** Whether the parts between the wildcards stand in the text in their order, the outer ones at its ends. */
function isMatch(pattern: string, text: string, wildcard: string | undefined): boolean {
  if (wildcard === undefined || !pattern.includes(wildcard)) return pattern === text;
  const parts = pattern.split(wildcard);
  const first = parts[0] as string;
  const last = parts.at(-1) as string;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
