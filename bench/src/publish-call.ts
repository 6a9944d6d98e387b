import { Failure } from './failure.ts';
import type { HttpCall } from './manifest.ts';
import { blankStamp } from './stamp.ts';
import { canFill, fill } from './template.ts';
import { type Workload, withStamp } from './workload.ts';

/** One HTTP request that publishes; its stamp is written over the body before each use. */
export interface PublishCall {
  method: string;
  /** Absolute address. */
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Offset of the stamp in the body, bytes. */
  stampOffset: number;
}

const hole = (name: string) => `\${${name}}`;

/** The publish API of our document, for a subject that is given by address alone. */
export function documentedCall(url: string): HttpCall {
  return {
    url,
    headers: { authorization: `Bearer ${hole('token')}` },
    body: { message: hole('message') },
  };
}

/**
 * What the manifest says about `emit`, filled in for one workload and payload size. Everybody who is
 * subscribed is the target, so `target` has no value and falls away.
 * @throws Failure `usage` when the body has no place for the message
 */
export function publishCall(options: {
  http: HttpCall;
  workload: Workload;
  payloadBytes: number;
  /** Address of the subject, with which a relative address is resolved. */
  base: URL;
  /** The publisher's token; absent when the subject needs none. */
  token?: string;
}): PublishCall {
  const { http, workload, payloadBytes, base, token } = options;
  const stamp = blankStamp(payloadBytes);
  const message = withStamp(workload.template, workload.stamp, stamp);
  const values = { message, token, profile: workload.profile };
  const body = Buffer.from(JSON.stringify(fill(http.body, values)) ?? '');
  const stampOffset = body.indexOf(stamp);
  if (stampOffset < 0) {
    throw new Failure('usage', `emit.http.body has no place for ${workload.stamp} of ${hole('message')}`);
  }
  const address = String(fill(http.url, values)).replaceAll('{profile}', workload.profile);
  return {
    method: http.method ?? 'POST',
    url: new URL(address, base.href.replace(/^ws/, 'http')).href,
    headers: { 'content-type': 'application/json', ...headersOf(http.headers ?? {}, values) },
    body: body.toString(),
    stampOffset,
  };
}

/** A header that wants a token is left out when there is none. */
function headersOf(headers: Record<string, string>, values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => canFill(value, values));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(fill(value, values))]));
}
