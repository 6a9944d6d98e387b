import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import { checkDevmentorEventsServerMessage } from '@agentwire/generated/validators/devmentor';
import type { Platform } from '../../context.ts';
import type { Endpoint } from '../../endpoint.ts';
import { createEventsEndpoint, type EventsProfile } from '../../events-endpoint.ts';
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

/** The dashboard's event stream: what backends publish, and what happens on the platform. */
export async function eventStream(platform: Platform): Promise<Endpoint> {
  const endpoint = await createEventsEndpoint(profile, platform);
  const { clock, services } = platform;
  const show = (event: DevmentorEvents['draft'], tenant: string): void => void endpoint.publish(event, { tenant });

  services.domainEvents.on('jobChanged', (message, tenant) => show({ channel: 'ai:jobs:status', message }, tenant));
  services.domainEvents.on('jobProgressed', ({ jobId, percent: progress, text }, tenant) =>
    show({ channel: 'sse:progress:scraper', message: { jobId, progress, message: text } }, tenant),
  );
  services.domainEvents.on('activity', (activity, tenant) => {
    const timestamp = new Date(clock.now()).toISOString();
    show({ channel: 'ui:activity', message: { ...activity, timestamp } }, tenant);
  });
  services.domainEvents.on('memoryWritten', ({ ids }, tenant) => {
    const items = ids.map((id) => ({ id }));
    show({ channel: 'memory:new-items', message: { items, count: items.length } }, tenant);
  });
  return endpoint;
}
