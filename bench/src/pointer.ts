/** The value at a JSON pointer, or undefined. */
export function valueAt(message: unknown, pointer: string): unknown {
  let value = message;
  for (const segment of segments(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

/** A copy of the message with `value` where the JSON pointer says; objects on the way are made. */
export function withValue(message: Record<string, unknown>, pointer: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(message);
  const path = segments(pointer);
  const last = path.pop() as string;
  let parent = copy;
  for (const segment of path) {
    parent[segment] ??= {};
    parent = parent[segment] as Record<string, unknown>;
  }
  parent[last] = value;
  return copy;
}

/** JSON pointer of the first string that equals `text`, or undefined. */
export function pointerTo(message: unknown, text: string): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  for (const [name, value] of Object.entries(message)) {
    const segment = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (value === text) return segment;
    const below = pointerTo(value, text);
    if (below !== undefined) return segment + below;
  }
  return undefined;
}

export function segments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
