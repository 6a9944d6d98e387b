import type { Credentials, Identity } from '../credentials.ts';
import { decode } from '../decode.ts';
import type { Endpoint } from '../endpoint.ts';
import { ProtocolError } from '../errors.ts';
import type { Target } from '../fanout.ts';
import { bearerToken, isRecord, Refusal, type Service } from './answer.ts';

/**
 * `POST /<profile>/publish`: a backend causes an event. The body is `{"message", "target"?}` or the
 * bare message; members that the server fills in may be left out. The publisher's tenant decides who
 * can receive it, the answer says how many sessions took it.
 */
export function publishService(endpoint: Endpoint, credentials: Credentials): Service {
  return async ({ headers, body }) => {
    const { tenant } = await authorise(credentials, bearerToken(headers));
    const { message, target } = readBody(body, endpoint);
    try {
      return { status: 202, body: { recipients: endpoint.publish(message, { tenant, target }) } };
    } catch (error) {
      throw error instanceof ProtocolError ? refusal(error) : error;
    }
  };
}

async function authorise(credentials: Credentials, token: string): Promise<Identity> {
  try {
    return await credentials.verify(token, 'publish');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const { code } = error;
    if (code === 'FORBIDDEN')
      throw new Refusal({ status: 403, code, message: 'the token lacks the permission publish' });
    throw new Refusal({ status: 401, code, message: 'a valid token is needed as Authorization: Bearer' });
  }
}

interface Publication {
  message: { type: string };
  target?: Target | undefined;
}

function readBody(bytes: Uint8Array, endpoint: Endpoint): Publication {
  const body = parse(bytes, endpoint);
  if (isMessage(body)) return { message: body };
  if (isRecord(body) && isMessage(body.message)) {
    return { message: body.message, target: readTarget(body.target, endpoint) };
  }
  throw new Refusal({
    status: 400,
    code: 'INVALID_REQUEST',
    message: 'the body holds no message with a string as type',
  });
}

function parse(bytes: Uint8Array, { traits }: Endpoint): unknown {
  try {
    return decode({ bytes, isBinary: false }, traits).value;
  } catch (error) {
    throw error instanceof ProtocolError ? refusal(error) : error;
  }
}

function isMessage(value: unknown): value is { type: string } {
  return isRecord(value) && typeof value.type === 'string';
}

function readTarget(value: unknown, { targets }: Endpoint): Target | undefined {
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
