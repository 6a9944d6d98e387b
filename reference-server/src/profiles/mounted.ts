import type { Platform } from '../context.ts';
import { createEndpoint, type Endpoint } from '../endpoint.ts';
import { autosdlc } from './autosdlc/profile.ts';
import { cloud } from './cloud/profile.ts';

/** Every profile this server has, by its id. */
export const profiles = {
  cloud: (platform: Platform): Endpoint => createEndpoint(cloud, platform),
  autosdlc: (platform: Platform): Endpoint => createEndpoint(autosdlc, platform),
};

export type ProfileId = keyof typeof profiles;

export const profileIds = Object.keys(profiles) as ProfileId[];
