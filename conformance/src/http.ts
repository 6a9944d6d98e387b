import { isObject } from './json.ts';

/** An HTTP request of the manifest; text in it may hold `${name}`, `${name.member}`. */
export interface HttpCall {
  /** Default POST. */
  method?: string;
  /** Absolute, or relative to the subject's address. */
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface HttpAnswer {
  status: number;
  text: string;
  /** Parsed when the type is JSON, the text otherwise. */
  body: unknown;
}

const HOLE = /\$\{([A-Za-z0-9_.]+)\}/g;
const ONLY_HOLE = /^\$\{([A-Za-z0-9_.]+)\}$/;

function find(values: Record<string, unknown>, path: string): unknown {
  let here: unknown = values;
  for (const part of path.split('.')) here = isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  return here;
}

/**
 * Fills the holes of a template. Text that is one hole becomes the value itself, whatever its type;
 * a member whose value is undefined is left out.
 */
export function fill<T>(template: T, values: Record<string, unknown>): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const only = ONLY_HOLE.exec(value);
      if (only) return find(values, only[1] as string);
      return value.replace(HOLE, (_, path: string) => {
        const found = find(values, path);
        return typeof found === 'object' ? JSON.stringify(found) : String(found ?? '');
      });
    }
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, walk(item)] as const)
        .filter(([, item]) => item !== undefined),
    );
  };
  return walk(template) as T;
}

/** @throws Error when no answer comes in time. */
export async function request(options: { call: HttpCall; root: URL; timeoutMs: number }): Promise<HttpAnswer> {
  const { call, root, timeoutMs } = options;
  const url = new URL(call.url, root);
  if (url.protocol === 'ws:') url.protocol = 'http:';
  if (url.protocol === 'wss:') url.protocol = 'https:';
  const answer = await fetch(url, {
    method: call.method ?? 'POST',
    redirect: 'manual',
    headers: { ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await answer.text();
  let body: unknown = text;
  if (answer.headers.get('content-type')?.includes('json')) {
    try {
      body = JSON.parse(text);
    } catch {
      body = text;
    }
  }
  return { status: answer.status, text, body };
}
