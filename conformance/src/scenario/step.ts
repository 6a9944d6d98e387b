/** The steps of a scenario as TypeScript sees them; `scenario.schema.json` of the document says what they mean. */

export interface ConnectStep {
  connect: string;
  as?: string;
  carrier?: 'query' | 'header' | 'cookie' | 'message';
  credentials?: Record<string, string>;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  channel?: string;
  parameters?: Record<string, string>;
  path?: string;
  answer?: unknown;
  opening?: boolean;
  answerPings?: boolean;
  deflate?: boolean;
  refused?: { status?: number };
  orRefused?: { status: number };
  requirement?: string;
}

/** A place of a message that is encrypted as the channel says. */
export interface Sealing {
  /** JSON pointer. */
  at: string;
  /** What the key comes from. */
  secret: string;
  /** What key and ciphertext are bound to. */
  context: string;
}

export type Spoilt = 'ciphertext' | 'tag';

export interface SendStep {
  send: string;
  message?: unknown;
  text?: string;
  binary?: unknown;
  gzip?: unknown;
  packet?: string;
  as?: string;
  encrypted?: Sealing & { spoilt?: Spoilt };
  times?: number;
}

export interface Assertion {
  requirement?: string;
  match: unknown;
}

export interface ExpectStep {
  expect: string;
  select?: unknown;
  next?: boolean;
  frame?: 'text' | 'binary' | 'gzip' | 'comment' | 'packet';
  count?: number;
  until?: unknown;
  orClosed?: boolean;
  joined?: { of: string; match: unknown };
  decrypted?: Sealing & { match: unknown };
  ordered?: string;
  unique?: string;
  capture?: Record<string, string>;
  assert?: Assertion[];
  optional?: boolean;
  requirement?: string;
}

export interface SilentStep {
  silent: string;
  select: unknown;
  atMost?: number;
  requirement?: string;
}

export interface BarrierStep {
  barrier: string;
  requirement?: string;
}

export interface CloseStep {
  close: string;
}

export interface ClosedStep {
  closed: string;
  codes?: number[];
  requirement?: string;
}

export interface OpenStep {
  open: string;
  passive?: boolean;
  requirement?: string;
}

export interface EmitStep {
  emit: unknown;
  target?: Record<string, string>;
  as?: string;
  times?: number;
}

export interface ElapseStep {
  elapse: number | string;
  and?: number;
  timers?: 'transport';
}

export interface CallStep {
  call: { method?: string; path: string; headers?: Record<string, string>; body?: unknown };
  status?: number;
  body?: unknown;
  requirement?: string;
}

export interface FileStep {
  file: { write: string; text: string } | { delete: string } | { rename: string; to: string };
}

export interface KickStep {
  kick: 'everybody';
}

export interface RepeatStep {
  repeat: number;
  steps: Step[];
}

export interface StopStep {
  stop: 'subject';
  exitCode?: number;
  requirement?: string;
}

export interface Steps {
  connect: ConnectStep;
  send: SendStep;
  expect: ExpectStep;
  silent: SilentStep;
  barrier: BarrierStep;
  close: CloseStep;
  closed: ClosedStep;
  open: OpenStep;
  emit: EmitStep;
  elapse: ElapseStep;
  call: CallStep;
  file: FileStep;
  repeat: RepeatStep;
  stop: StopStep;
  kick: KickStep;
}

export type Verb = keyof Steps;
export type Step = Steps[Verb];

const VERBS = [
  'connect',
  'send',
  'expect',
  'silent',
  'barrier',
  'closed',
  'close',
  'open',
  'emit',
  'elapse',
  'call',
  'file',
  'repeat',
  'stop',
  'kick',
] as const satisfies Verb[];

/** The verb of a step; undefined for one that this kit does not know. */
export function verbOf(step: object): Verb | undefined {
  return VERBS.find((verb) => Object.hasOwn(step, verb));
}

/** Requirements that a step names itself, its assertions and inner steps included. */
export function requirementsOf(step: Step): string[] {
  const own = 'requirement' in step && step.requirement !== undefined ? [step.requirement] : [];
  const asserted = 'assert' in step ? (step.assert ?? []).flatMap((assertion) => assertion.requirement ?? []) : [];
  const inner = 'steps' in step ? step.steps.flatMap(requirementsOf) : [];
  return [...new Set([...own, ...asserted, ...inner])];
}
