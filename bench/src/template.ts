const hole = /\$\{([A-Za-z0-9_.]+)\}/g;
const onlyHole = /^\$\{([A-Za-z0-9_.]+)\}$/;

/**
 * Fills the holes of a manifest's template, `${message}` or `${message.data}`, with values. Text that is one
 * hole becomes the value itself; a member whose value is undefined is left out.
 */
export function fill(template: unknown, values: Record<string, unknown>): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return template.map((item) => fill(item, values));
  if (typeof template !== 'object' || template === null) return template;
  const members = Object.entries(template).map(([name, value]) => [name, fill(value, values)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** Whether all holes of a text have a value. */
export function canFill(text: string, values: Record<string, unknown>): boolean {
  return [...text.matchAll(hole)].every(([, path]) => valueIn(path as string, values) !== undefined);
}

function fillText(text: string, values: Record<string, unknown>): unknown {
  const only = onlyHole.exec(text)?.[1];
  if (only !== undefined) return valueIn(only, values);
  return text.replace(hole, (_, path: string) => {
    const value = valueIn(path, values) ?? '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

function valueIn(path: string, values: Record<string, unknown>): unknown {
  let value: unknown = values;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
