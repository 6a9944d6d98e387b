import type { Credentials, Identity } from '../credentials.ts';
import { decode } from '../decode.ts';
import type { Endpoint } from '../endpoint.ts';
import { ProtocolError } from '../errors.ts';
import type { Target } from '../fanout.ts';
import type { TargetKind } from '../profile.ts';
import type { Suspect } from '../suspicions.ts';
import { type Answer, bearerToken, isRecord, Refusal, type Service } from './answer.ts';

/**
 * `POST /<profile>/publish`: a backend causes an event of one of the profile's channels. The body is
 * `{"message", "target"?}` or the bare message; members that the server fills in may be left out. The
 * publisher's tenant decides who can receive it, the answer says how many sessions took it.
 */
export function publishService(endpoints: readonly Endpoint[], credentials: Credentials): Service {
  const discriminators = [...new Set(endpoints.flatMap(({ traits }) => traits.discriminator))];
  return async ({ headers, body, address }) => {
    const { tenant } = await authorise(credentials, bearerToken(headers), { profile: endpoints[0]?.id, address });
    return post(endpoints, () => ({ ...readBody(parse(body, endpoints), discriminators), tenant }));
  };
}

/** What is published, and to whose members. */
export interface Publication {
  message: object;
  target?: unknown;
  tenant: string;
}

/**
 * Has an event of one of the endpoints happen, and answers who took it.
 *
 * @throws Refusal
 */
export async function post(endpoints: readonly Endpoint[], read: () => Publication): Promise<Answer> {
  try {
    const { message, target, tenant } = read();
    const endpoint = endpoints.find((candidate) => candidate.carries(message));
    if (!endpoint) throw new ProtocolError('UNKNOWN_TYPE');
    const options = { tenant, target: readTarget(target, endpoint.targets) };
    const { recipients, isQueued } = await endpoint.post(message, options);
    return { status: 202, body: { recipients, ...(isQueued && { queued: true }) } };
  } catch (error) {
    throw error instanceof ProtocolError ? refusal(error) : error;
  }
}

async function authorise(credentials: Credentials, token: string, presenter: Suspect): Promise<Identity> {
  try {
    return await credentials.verify(token, 'publish', presenter);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const { code } = error;
    if (code === 'FORBIDDEN')
      throw new Refusal({ status: 403, code, message: 'the token lacks the permission publish' });
    throw new Refusal({ status: 401, code, message: 'a valid token is needed as Authorization: Bearer' });
  }
}

/** What has a discriminator of its own is the bare message, even if a member of it is called `message`. */
function readBody(body: unknown, discriminators: readonly string[]): Omit<Publication, 'tenant'> {
  const isMessage = (value: unknown): value is object =>
    isRecord(value) && discriminators.some((property) => typeof value[property] === 'string');
  if (isMessage(body)) return { message: body };
  if (isRecord(body) && isMessage(body.message)) return { message: body.message, target: body.target };
  throw new Refusal({
    status: 400,
    code: 'INVALID_REQUEST',
    message: `the body holds no message with a string as ${discriminators.join(' or ')}`,
  });
}

/** The limits of a profile's channels are the same. */
function parse(bytes: Uint8Array, [endpoint]: readonly Endpoint[]): unknown {
  return endpoint && decode({ bytes, isBinary: false }, endpoint.traits).value;
}

/** @throws Refusal */
export function readTarget(value: unknown, targets: readonly TargetKind[]): Target | undefined {
  if (value === undefined || value === null) return undefined;
  const entries = isRecord(value) ? Object.entries(value) : [];
  const [[given, name] = []] = entries;
  const kind = targets.find((known) => known === given);
  if (entries.length === 1 && kind && typeof name === 'string') return { kind, value: name };
  throw new Refusal({
    status: 400,
    code: 'INVALID_TARGET',
    message: `target must be an object with one of ${targets.join(', ')} as a string`,
  });
}

function refusal({ code, details }: ProtocolError): Refusal {
  const message = code === 'UNKNOWN_TYPE' ? 'not an event of this profile' : 'the message breaks its schema or a limit';
  return new Refusal({ status: 400, code, message, details });
}
