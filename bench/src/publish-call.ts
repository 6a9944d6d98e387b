import type { Endpoint } from './endpoint.ts';
import { Failure } from './failure.ts';
import type { HttpCall } from './manifest.ts';
import { withValue } from './pointer.ts';
import { blankStamp } from './stamp.ts';
import { canFill, fill } from './template.ts';
import { transports } from './transports.ts';
import type { ClientWire } from './wire.ts';
import type { DeliveryWork, Workload } from './workload.ts';

/** How one lane publishes; the stamp is written over the text before each use. */
export type PublishCall = HttpPublishCall | ClientPublishCall;

/** One HTTP request. */
export interface HttpPublishCall {
  by: 'http';
  method: string;
  /** Absolute address. */
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Offset of the stamp in the body, bytes; -1 when publications carry none. */
  stampOffset: number;
}

/** One message of a client of the channel. */
export interface ClientPublishCall {
  by: 'client';
  endpoint: Endpoint;
  wire: ClientWire;
  text: string;
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
export function httpCall(options: {
  http: HttpCall;
  workload: Workload;
  payloadBytes: number;
  /** Topic of the message, where the document says its place. */
  topic?: string;
  /** Address of the subject, with which a relative address is resolved. */
  base: URL;
  /** The publisher's token; absent when the subject needs none. */
  token?: string;
}): HttpPublishCall {
  const { http, workload, payloadBytes, topic, base, token } = options;
  const work = deliveriesOf(workload);
  const stamp = blankStamp(payloadBytes);
  const message = transports[workload.transport].published(work.name, publication(work, stamp, topic));
  const values = { message, token, profile: workload.profile };
  const body = Buffer.from(JSON.stringify(fill(http.body, values)) ?? '');
  const stampOffset = body.indexOf(stamp);
  if (stampOffset < 0 && work.stamp.pointer !== undefined) {
    throw new Failure('usage', `emit.http.body has no place for ${work.stamp.pointer} of ${hole('message')}`);
  }
  const address = String(fill(http.url, values)).replaceAll('{profile}', workload.profile);
  return {
    by: 'http',
    method: http.method ?? 'POST',
    url: new URL(address, base.href.replace(/^ws/, 'http')).href,
    headers: { 'content-type': 'application/json', ...headersOf(http.headers ?? {}, values) },
    body: body.toString(),
    stampOffset,
  };
}

/** A client of the channel as publisher. @throws Failure `usage` when the document does not say how */
export function clientCall(workload: Workload, endpoint: Endpoint, payloadBytes: number): ClientPublishCall {
  const { publishText, delivers } = deliveriesOf(workload);
  if (publishText === undefined) {
    throw new Failure(
      'usage',
      `nothing says how ${delivers} comes about: a client cannot publish it (x-agentwire.bench.publish or ` +
        '--publish is missing), and the server offers no other way (emit.http in its manifest, or --publish-url)',
    );
  }
  const text = publishText.replace(hole('stamp'), blankStamp(payloadBytes));
  const stampOffset = Buffer.from(text).indexOf(blankStamp(payloadBytes));
  return { by: 'client', endpoint, wire: workload.wire, text, stampOffset };
}

/** @throws Failure `usage` when the workload has nothing that fans out */
export function deliveriesOf({ profile, deliveries }: Workload): DeliveryWork {
  if (!deliveries) throw new Failure('usage', `nothing fans out in this workload of profile '${profile}'`);
  return deliveries;
}

/** The payload of a message as it is published. */
export function publication(work: DeliveryWork, stamp: string, topic?: string): Record<string, unknown> {
  const { template, topics } = work;
  const stamped = work.stamp.pointer === undefined ? template : withValue(template, work.stamp.pointer, stamp);
  return topic === undefined || !topics ? stamped : withValue(stamped, topics.delivers, topic);
}

/** A header that wants a token is left out when there is none. */
function headersOf(headers: Record<string, string>, values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => canFill(value, values));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(fill(value, values))]));
}
