import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Endpoint } from '../endpoint.ts';
import { ProtocolError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Answer, isRecord, parseJson, Refusal, type Service } from './answer.ts';
import { githubEvents } from './github-events.ts';

/**
 * Longest delivery that is read. GitHub sends up to 25 MiB, but the kinds that are taken here hold at
 * most a text of 65,536 characters and its former version, and come nowhere near.
 */
export const maxDeliveryBytes = 4 << 20;

/** Deliveries that are remembered, the latest ones, to tell a repetition; some 100 bytes each. */
const maxRemembered = 10_000;
/** Characters of the sender's own words that an answer repeats. */
const maxEcho = 100;

/** Whether an endpoint can say all that GitHub tells. */
export function isForGithub(endpoint: Endpoint): boolean {
  return [...githubEvents.values()].every(({ type }) => endpoint.carries({ type }));
}

export interface GithubOptions {
  endpoint: Endpoint;
  /** Shared with GitHub, which signs every delivery with it. */
  secret: string;
  /** Whose members receive the events. */
  tenant: string;
  /** Ids of the latest deliveries. */
  remembered: Set<string>;
  log: Log;
}

/**
 * `POST /<profile>/hooks/github`: a webhook of GitHub causes an event. Only what is signed with the
 * secret is looked at. What nobody here wants, and what came before, is accepted and ignored, because
 * to GitHub every other answer is a failure.
 */
export function githubService({ endpoint, secret, tenant, remembered, log }: GithubOptions): Service {
  const remember = (delivery: string): void => {
    remembered.add(delivery);
    const [oldest] = remembered;
    if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
  };

  return ({ headers, body }) => {
    if (!isSigned(body, headers.get('x-hub-signature-256'), secret)) {
      log.warn({ profile: endpoint.id }, 'a GitHub delivery without a good signature was refused');
      const message = 'X-Hub-Signature-256 must be sha256= and the HMAC of the body in hexadecimal';
      throw new Refusal({ status: 401, code: 'INVALID_SIGNATURE', message });
    }
    const name = headers.get('x-github-event');
    if (!name) throw malformed('X-GitHub-Event is missing');
    if (name === 'ping') return { status: 200, body: { message: 'pong' } };
    const event = githubEvents.get(name);
    if (!event) return ignored(`${name.slice(0, maxEcho)} is no event here`);
    const delivery = headers.get('x-github-delivery');
    if (delivery && remembered.has(delivery)) return ignored('the delivery was taken before');
    const payload = parseJson(body);
    if (!isRecord(payload)) throw malformed('the body is no JSON object; the content type must be application/json');
    const recipients = publish({
      type: event.type,
      data: event.read(payload),
      ...(delivery && { id: `evt-${delivery}` }),
    });
    if (delivery) remember(delivery);
    return { status: 202, body: { recipients } };
  };

  function publish(event: { type: string; data: object; id?: string }): number {
    try {
      return endpoint.publish(event, { tenant });
    } catch (error) {
      throw error instanceof ProtocolError ? malformed('the payload is not as GitHub documents it', error) : error;
    }
  }
}

/** Compares in a time that tells nothing of the right signature. */
function isSigned(body: Uint8Array, signature = '', secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function ignored(reason: string): Answer {
  return { status: 202, body: { ignored: reason } };
}

function malformed(message: string, { details }: { details?: string | undefined } = {}): Refusal {
  return new Refusal({ status: 400, code: 'INVALID_REQUEST', message, details });
}
