import { fill, type HttpCall, request } from './http.ts';

/** Makes the subject put out every client of a profile. @throws Error with the subject's own words when it declines. */
export type Kick = () => Promise<void>;

export interface ControlKick {
  http: HttpCall;
  /** Already resolved. */
  token: string;
}

/** A control verb of the manifest, as an operator has one who ends sessions. */
export function controlKick(options: { control: ControlKick; profile: string; root: URL; timeoutMs: number }): Kick {
  const { control, profile, root, timeoutMs } = options;
  return async () => {
    const call = fill(control.http, { token: control.token, profile });
    const { status, text } = await request({ call, root, timeoutMs });
    if (status < 200 || status > 299)
      throw new Error(`the control verb kick answered HTTP ${status}: ${text.slice(0, 200)}`);
  };
}
