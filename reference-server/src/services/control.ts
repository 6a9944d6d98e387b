import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { defaultTenant } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { TargetKind } from '../profile.ts';
import { type Answer, bearerToken, isRecord, parseJson, Refusal, type Service } from './answer.ts';
import { post, readTarget } from './publish.ts';

/** What is told of a fault. */
export interface FaultFacts {
  readonly name: string;
  /** Ids of requirements, or of checks, that cannot hold while it is on; one at least for each profile that it is for. */
  readonly breaks: readonly string[];
}

/** Faults by their name, of which one at a time can be on. */
export interface Faults {
  readonly all: readonly FaultFacts[];
  /** The one that is on, and how often it has done wrong since. */
  readonly active: { name: string; hits: number } | undefined;
  /** Switches one on and any other off. @throws RangeError when there is none of this name */
  switchOn(name: string): void;
  switchOff(): void;
}

export interface ControlOptions {
  token: string;
  clock: Clock;
  faults: Faults;
  /** By the id of their profile. */
  endpoints: ReadonlyMap<string, readonly Endpoint[]>;
  /** Forgets what the server was told since its start. */
  reset: () => Promise<void>;
  /** What the server tells of itself. */
  stats: () => object;
}

/** One verb, under `/control/` and its name. */
export interface ControlVerb {
  name: string;
  method: 'get' | 'post';
  service: Service;
}

type Body = Readonly<Record<string, unknown>>;

/** Furthest that one request moves time, a day in milliseconds. */
const maxAdvanceMs = 86_400_000;

/** Names by which a connection may be meant. */
const targetKinds: readonly TargetKind[] = ['userId', 'clientId', 'projectId'];

/** What a test may do to the server, for whoever holds the control token; the contract is `spec/http.yaml`. */
export function controlVerbs({ token, clock, faults, endpoints, reset, stats }: ControlOptions): ControlVerb[] {
  const everywhere = [...endpoints.values()].flat();
  const verbs: Record<string, (body: Body) => Answer | Promise<Answer>> = {
    /** All timers that become due fire before the answer. */
    clock: ({ advanceMs }) => done({ nowMs: clock.advance(readNumber('advanceMs', advanceMs, [0, maxAdvanceMs])) }),

    emit: ({ profile, message, target, tenant }) =>
      post(readEndpoints(profile, endpoints), () => {
        if (!isRecord(message)) throw invalid('message must be an object');
        return { message, target, tenant: readTenant(tenant) };
      }),

    kick: ({ profile, target, tenant, code }) => {
      const where = profile === undefined ? everywhere : readEndpoints(profile, endpoints);
      const isEverybody = target === undefined && tenant === undefined;
      const options = {
        among: isEverybody ? undefined : { tenant: readTenant(tenant), target: readTarget(target, targetKinds) },
        code: code === undefined ? undefined : readNumber('code', code, [1000, 4999]),
      };
      return done({ kicked: where.reduce((kicked, endpoint) => kicked + endpoint.kick(options), 0) });
    },

    fault: ({ name }) => {
      if (name === null) faults.switchOff();
      else switchOn(name, faults);
      return done({ active: faults.active ?? null });
    },

    async reset() {
      faults.switchOff();
      // Whoever leaves is told of, so that what is told is forgotten last.
      for (const endpoint of everywhere) endpoint.kick({});
      await reset();
      for (const endpoint of everywhere) endpoint.reset();
      return done({});
    },
  };

  const allowed = authorised(token);
  return [
    { name: 'stats', method: 'get', service: allowed(() => done({ nowMs: clock.now(), ...stats(), ...tell(faults) })) },
    ...Object.entries(verbs).map(([name, run]): ControlVerb => {
      return { name, method: 'post', service: allowed((body) => run(readBody(body))) };
    }),
  ];
}

/** Lets nobody do anything without the token; how long the comparison takes tells nothing of it. */
function authorised(token: string): (run: (body: Uint8Array) => Answer | Promise<Answer>) => Service {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (run) =>
    ({ headers, body }) => {
      if (timingSafeEqual(digest(bearerToken(headers)), expected)) return run(body);
      throw new Refusal({ status: 401, code: 'INVALID_TOKEN', message: 'the control token is needed' });
    };
}

function tell({ all, active }: Faults): object {
  return { faults: { all, active: active ?? null } };
}

function switchOn(name: unknown, faults: Faults): void {
  const names = faults.all.map((fault) => fault.name);
  if (typeof name === 'string' && names.includes(name)) faults.switchOn(name);
  else throw invalid(`name must be null or one of ${names.join(', ')}`);
}

/** No body is an empty one. */
function readBody(bytes: Uint8Array): Body {
  const body = bytes.length === 0 ? {} : parseJson(bytes);
  if (isRecord(body)) return body;
  throw invalid('the body must be a JSON object');
}

function readEndpoints(profile: unknown, endpoints: ControlOptions['endpoints']): readonly Endpoint[] {
  const found = typeof profile === 'string' ? endpoints.get(profile) : undefined;
  if (found) return found;
  throw invalid(`profile must be one of ${[...endpoints.keys()].join(', ')}`);
}

function readTenant(tenant: unknown = defaultTenant): string {
  if (typeof tenant === 'string') return tenant;
  throw invalid('tenant must be a string');
}

function readNumber(name: string, value: unknown, [min, max]: readonly [number, number]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(`${name} must be a whole number from ${min} to ${max}`);
}

function invalid(message: string): Refusal {
  return new Refusal({ status: 400, code: 'INVALID_REQUEST', message });
}

function done(body: object): Answer {
  return { status: 200, body };
}
