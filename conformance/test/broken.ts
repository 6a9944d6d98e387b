import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { subject } from './kit.ts';

const { resolve } = createRequire(import.meta.url);
const beside = (name: string, file: string): string => pathToFileURL(join(dirname(resolve(name)), file)).href;

/** Where a server finds its packages from any folder. */
const PACKAGES = { "'ws'": beside('ws', 'wrapper.mjs'), "'socket.io'": beside('socket.io', '../wrapper.mjs') };

/** The source of the minimal cloud server with parts replaced; it may run from anywhere. */
export const brokenCloud = (faults: Record<string, string>): string => brokenServer('minimal-cloud.mjs', faults);

/** The source of a server of `subjects` with parts replaced; it may run from anywhere. */
export function brokenServer(file: string, faults: Record<string, string>): string {
  let source = readFileSync(subject(file), 'utf8');
  for (const [name, place] of Object.entries(PACKAGES)) source = source.replace(name, `'${place}'`);
  for (const [right, wrong] of Object.entries(faults)) {
    if (!source.includes(right)) throw new Error(`${file} has no ${right}`);
    source = source.replace(right, () => wrong);
  }
  return source;
}

/** Its manifest, in a folder of its own, by which the kit starts it. */
export const brokenCloudManifest = (faults: Record<string, string>): string => brokenManifest('minimal-cloud', faults);

/** The manifest of a server of `subjects` with parts replaced, in a folder of its own. */
export function brokenManifest(name: string, faults: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));
  writeFileSync(join(folder, `${name}.mjs`), brokenServer(`${name}.mjs`, faults));
  const manifest = join(folder, 'subject.json');
  writeFileSync(manifest, readFileSync(subject(`${name}.json`), 'utf8'));
  return manifest;
}
