import type { ScenarioRun, StepEnd } from './run.ts';
import type { Steps, Verb } from './step.ts';
import { barrier } from './verb/barrier.ts';
import { call } from './verb/call.ts';
import { close, closed, open } from './verb/closing.ts';
import { connect } from './verb/connect.ts';
import { emit } from './verb/emit.ts';
import { expect } from './verb/expect.ts';
import { file } from './verb/file.ts';
import { kick } from './verb/kick.ts';
import { send } from './verb/send.ts';
import { silent } from './verb/silent.ts';
import { elapse, stop } from './verb/subject.ts';

type Play<V extends Verb> = (run: ScenarioRun, step: Steps[V]) => Promise<StepEnd>;

/** How each verb is played; `repeat` belongs to the interpreter, which plays its steps. */
export const VERBS: { [V in Verb]: Play<V> } = {
  connect,
  send,
  expect,
  silent,
  barrier,
  close,
  closed,
  open,
  emit,
  elapse,
  call,
  file,
  kick,
  stop,
  repeat: () => Promise.reject(new Error('repeat is played by the interpreter')),
};
