import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import { eventStream } from './events.ts';
import { ideExtensions } from './ide-extensions.ts';
import { IdeLink } from './ide-link.ts';

/**
 * DevMentor: IDE extensions connect to the dashboard and ask for suggestions, pages read its event
 * stream, and where it is told the address of an IDE it connects to that too.
 */
export async function devmentor(platform: Platform): Promise<Endpoint[]> {
  const { clock, services, log, settings } = platform;
  const extensions = createEndpoint(ideExtensions(settings), platform);
  const events = await eventStream(platform);
  if (settings.ide === undefined) return [extensions, events];
  const link = new IdeLink({ url: settings.ide, clock, services, log });
  const drain: Endpoint['drain'] = (options) => {
    link.close();
    extensions.drain(options);
  };
  return [{ ...extensions, drain }, events];
}
