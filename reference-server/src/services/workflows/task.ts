/** Longest text that is made of a task, characters. */
const maxText = 500;

/**
 * What a task, which may be any JSON, asks of one agent in words: its `feature`, and of its
 * `requirements` by area the one that the agent's type begins with. Without an agent it is the feature alone.
 */
export function taskFor(task: unknown, agentType = ''): string {
  if (typeof task === 'string') return task.slice(0, maxText);
  const { feature, requirements } = asRecord(task);
  const areas = Object.entries(asRecord(requirements));
  const own = areas.find(([area]) => agentType.toLowerCase().startsWith(area.toLowerCase()))?.[1];
  const words = [feature, own].filter((text) => typeof text === 'string');
  return (words.length > 0 ? words.join(': ') : (JSON.stringify(task) ?? '')).slice(0, maxText);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
