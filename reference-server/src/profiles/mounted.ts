import { autosdlc as autosdlcDocument } from '@agentwire/generated/constants/autosdlc';
import { devmentor as devmentorDocument } from '@agentwire/generated/constants/devmentor';
import { mxf as mxfDocument } from '@agentwire/generated/constants/mxf';
import type { ServiceBounds } from '../services/services.ts';
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

/** Where the document puts the socket of DevMentor. */
export const devmentorPath: string = devmentorDocument.channels.devmentorWs.address;

/** The metrics that AutoSDLC's document lists. */
export const documentedMetrics = autosdlcDocument.channels.autosdlc.metrics;

const { limits } = mxfDocument.channels.mxf;
const { nameLength } = limits;

/** What MXF's document allows a tenant; where others speak of agents and channels, they are the same ones. */
export const bounds: ServiceBounds = {
  agents: {
    entries: limits.agents,
    entryBytes: limits.agentBytes,
    tenantBytes: limits.agentTenantBytes,
    nameLength,
  },
  channels: {
    entries: limits.channels,
    entryBytes: limits.channelBytes,
    tenantBytes: limits.channelTenantBytes,
    nameLength,
    members: limits.members,
  },
};
