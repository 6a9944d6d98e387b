import { setTimeout as sleep } from 'node:timers/promises';
import { fill, type HttpCall, request } from './http.ts';

/** How time passes for the subject. */
export interface Clock {
  readonly kind: 'virtual' | 'real' | 'none';
  /** Lets `ms` milliseconds pass; every timer of the subject that becomes due has fired afterwards. */
  elapse(ms: number): Promise<void>;
}

/** Time passes by itself; for `--slow`. */
export const realClock: Clock = {
  kind: 'real',
  elapse: (ms) => sleep(ms),
};

/** Checks that need time are not run at all. */
export const noClock: Clock = {
  kind: 'none',
  elapse: () => Promise.reject(new Error('no clock')),
};

export interface ControlClock {
  http: HttpCall;
  /** Already resolved. */
  token: string;
}

/** Moves the subject's own clock by a control verb of the manifest. */
export function controlClock(options: { control: ControlClock; root: URL; timeoutMs: number }): Clock {
  const { control, root, timeoutMs } = options;
  return {
    kind: 'virtual',
    async elapse(ms) {
      const call = fill(control.http, { token: control.token, ms, advanceMs: ms });
      const answer = await request({ call, root, timeoutMs });
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(`the control verb clock answered HTTP ${answer.status}: ${answer.text.slice(0, 200)}`);
      }
    },
  };
}
