import { autosdlc } from './autosdlc/profile.ts';
import { cloud } from './cloud/profile.ts';
import { codex } from './codex/profile.ts';
import { devmentor } from './devmentor/profile.ts';
import { mxf } from './mxf/profile.ts';

/** Every profile this server has, by its id: one endpoint for each of its channels. */
export const profiles = {
  codex,
  mxf,
  cloud,
  autosdlc,
  devmentor,
};

export type ProfileId = keyof typeof profiles;

export const profileIds = Object.keys(profiles) as ProfileId[];
