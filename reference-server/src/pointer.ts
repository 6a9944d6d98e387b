/** The value at a JSON pointer of plain member names, `/payload/channelId`; nothing where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const step of pointer.slice(1).split('/')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}
