import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import { checkDevmentorEventsServerMessage } from '@agentwire/generated/validators/devmentor';
import type { Platform } from '../../context.ts';
import type { Endpoint } from '../../endpoint.ts';
import { createEventsEndpoint, type EventsProfile } from '../../events-endpoint.ts';
import type { DomainEvents } from '../../services/domain-events.ts';
import type { WorkflowAdvance } from '../../services/workflows/workflow.ts';
import { pathOf } from '../../traits.ts';
import type { DevmentorEvents } from './protocol.ts';

const { devmentorEvents: channel, devmentorWs } = document.channels;

const profile: EventsProfile<DevmentorEvents> = {
  id: document.id,
  channel: 'devmentorEvents',
  path: pathOf(document, channel),
  // A browser's EventSource can present nothing (DEVMENTOR-A14).
  carriers: [],
  // What is published here comes by the same door as for the extensions, so the same limits hold.
  traits: { ...channel, limits: devmentorWs.limits, closeCodes: {}, errors: {} },
  targets: [],
  checkServer: checkDevmentorEventsServerMessage,
  seal: (draft) => draft,
};

type Job = Omit<Extract<DevmentorEvents['draft'], { channel: 'ai:jobs:status' }>['message'], 'jobId'>;
type JobReadings = {
  [Kind in WorkflowAdvance['kind']]: (advance: Extract<WorkflowAdvance, { kind: Kind }>) => Job;
};

/** A workflow is a job here. */
const jobReadings: JobReadings = {
  started: () => ({ status: 'running' }),
  'step-completed': ({ stepId }) => ({ status: 'running', result: { completedStep: stepId } }),
  completed: ({ outputs }) => ({ status: 'completed', result: { outputs } }),
  failed: ({ error }) => ({ status: 'failed', result: { error } }),
};

/** The dashboard's event stream: what backends publish, and what happens on the platform. */
export async function eventStream(platform: Platform): Promise<Endpoint> {
  const endpoint = await createEventsEndpoint(profile, platform);
  const { clock, services } = platform;
  const show = (event: DevmentorEvents['draft'], tenant: string): void => void endpoint.publish(event, { tenant });

  services.domainEvents.on('jobChanged', (message, tenant) => show({ channel: 'ai:jobs:status', message }, tenant));
  services.domainEvents.on('jobProgressed', ({ jobId, percent: progress, text }, tenant) =>
    show({ channel: 'sse:progress:scraper', message: { jobId, progress, message: text } }, tenant),
  );
  const showActivity = (activity: DomainEvents['activity'], tenant: string): void => {
    const timestamp = new Date(clock.now()).toISOString();
    show({ channel: 'ui:activity', message: { ...activity, timestamp } }, tenant);
  };
  services.domainEvents.on('activity', showActivity);
  services.domainEvents.on('notified', ({ title, message }, tenant) => {
    const words = ['notification', title, message].filter((word) => word !== undefined);
    showActivity({ activity: words.join(': ') }, tenant);
  });
  services.domainEvents.on('workflowAdvanced', ({ workflowId: jobId, advance }, tenant) => {
    // Each kind has the function for it; the compiler cannot follow that the two belong together.
    const job = (jobReadings[advance.kind] as (advance: WorkflowAdvance) => Job)(advance);
    show({ channel: 'ai:jobs:status', message: { jobId, ...job } }, tenant);
  });
  services.domainEvents.on('memoryWritten', ({ ids }, tenant) => {
    const items = ids.map((id) => ({ id }));
    show({ channel: 'memory:new-items', message: { items, count: items.length } }, tenant);
  });
  return endpoint;
}
