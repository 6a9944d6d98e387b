import { autosdlc } from '@agentwire/generated/constants/autosdlc';
import { cloud } from '@agentwire/generated/constants/cloud';
import { codex } from '@agentwire/generated/constants/codex';
import { devmentor } from '@agentwire/generated/constants/devmentor';
import { faultInFacts } from '../fault.ts';

const heartbeats = [
  autosdlc.channels.autosdlc.heartbeat,
  cloud.channels.cloud.heartbeat,
  codex.channels.codexStream.heartbeat,
  devmentor.channels.devmentorWs.heartbeat,
];

/** Who is silent is put out after half the time. */
export const fault = faultInFacts(heartbeats, {
  breaks: [
    'autosdlc/heartbeat/timing',
    'cloud/heartbeat/timeout',
    'codex/heartbeat/dead-connection',
    'devmentor/heartbeat/timing',
  ],
  name: 'timeoutMs',
  instead: (right) => right / 2,
});
