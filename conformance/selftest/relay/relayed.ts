import type { LoadedManifest } from '../../src/manifest.ts';
import type { Kit, Subject } from '../kit.ts';
import { Relay } from './relay.ts';

/** The same subject, seen through a relay. */
export interface Relayed {
  relay: Relay;
  subject: Subject;
  close(): Promise<void>;
}

/** Puts a relay before a subject that runs. */
export async function relayed(kit: Kit, { manifest, target }: Subject, timeoutMs: number): Promise<Relayed> {
  const relay = await Relay.listen(kit.model, () => target.root);
  const { start: _, project: __, ...rest } = manifest;
  const project = target.hasProject ? target.environmentOf('codex').project : undefined;
  const through: LoadedManifest = {
    manifest: { ...rest, url: relay.url.href, ...(project && { project }) },
    folder: '.',
  };
  const subject = await kit.reach(through, timeoutMs);
  return {
    relay,
    subject,
    async close() {
      await subject.target.release();
      await relay.close();
    },
  };
}
