import { type Bundle, resolveRef } from '../bundle.ts';
import { isObject, type Segment, valueAt } from '../pointer.ts';
import type { Problem } from '../problem.ts';

/** An operation, and its reply, name messages of the channel that they use. */
export function operations({ document, place }: Bundle): Problem[] {
  return Object.keys((document.operations as object | undefined) ?? {}).flatMap((name) => {
    const path = ['operations', name];
    return [
      ...ownMessages(document, place, path, 'operation'),
      ...ownMessages(document, place, [...path, 'reply'], 'reply'),
    ];
  });
}

function ownMessages(document: unknown, place: Bundle['place'], path: Segment[], what: string): Problem[] {
  const user = valueAt(document, path);
  if (!isObject(user) || !Array.isArray(user.messages)) return [];
  const channel = isObject(user.channel) ? user.channel.$ref : undefined;
  if (typeof channel !== 'string') return [];
  return user.messages.flatMap((entry, i) => {
    const ref = isObject(entry) ? entry.$ref : undefined;
    if (typeof ref !== 'string' || ref.startsWith(`${channel}/messages/`)) return [];
    const message = `${ref} is not a message of the ${what}'s channel ${channel}; it must be ${channel}/messages/<key>`;
    return [{ place: place([...path, 'messages', i, '$ref']), rule: `${what}-channel`, message }];
  });
}

/** `{id}` in an address and the entries of `parameters` are the same set. */
export function parameters({ document, place }: Bundle): Problem[] {
  return Object.keys((document.channels as object | undefined) ?? {}).flatMap((id) => {
    const channel = resolveRef(document, `#/channels/${id}`);
    if (!isObject(channel)) return [];
    const inAddress = [...String(channel.address ?? '').matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
    const declared = isObject(channel.parameters) ? Object.keys(channel.parameters) : [];
    const path = ['channels', id];
    return [
      ...inAddress
        .filter((name) => !declared.includes(name))
        .map((name) => ({
          place: place([...path, 'address']),
          rule: 'address-parameter',
          message: `{${name}} in the address of ${id} has no entry in parameters`,
        })),
      ...declared
        .filter((name) => !inAddress.includes(name))
        .map((name) => ({
          place: place([...path, 'parameters', name]),
          rule: 'address-parameter',
          message: `parameter ${name} does not occur in the address of ${id}`,
        })),
    ];
  });
}
