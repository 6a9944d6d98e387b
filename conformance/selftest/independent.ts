import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../src/manifest.ts';
import { pool } from '../src/pool.ts';
import type { Shown } from './findings.ts';
import { wrongIn } from './findings.ts';
import type { Kit } from './kit.ts';

const FOLDER = new URL('../test/subjects/', import.meta.url);

/**
 * Judges servers of other make, one for each profile, given nothing but their address and one token: nothing is
 * wrong with them, and all that a token decides is verified.
 */
export async function judgeIndependent(kit: Kit, { workers }: { workers: number }): Promise<Shown[]> {
  const files = readdirSync(FOLDER).filter((file) => /^minimal-.*\.json$/.test(file));
  const shown: Shown[] = [];
  await pool(files, workers, async (file) => {
    const { manifest, folder } = readManifest(fileURLToPath(new URL(file, FOLDER)));
    const { name, start, profiles } = manifest;
    const identities = { first: { token: { value: 'a-single-token' } } };
    const subject = await kit.reach({ manifest: { name, ...(start && { start }), profiles, identities }, folder });
    try {
      const report = await kit.run(
        Object.keys(profiles).flatMap((id) => kit.jobs(id)),
        subject,
      );
      const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
      const verified = report.requirements.filter((one) => one.counts && one.tier === 'T0').length - open.length;
      const wrong = [...wrongIn(report), ...open.map(({ id, verdict }) => `${id} is ${verdict}`)];
      shown.push({ name, wrong, note: `${verified} MUST verified by one token` });
    } finally {
      await subject.target.release();
    }
  });
  return shown.sort((left, right) => left.name.localeCompare(right.name));
}
