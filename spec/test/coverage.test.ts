import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../codegen/bundle.ts';
import { type Coverage, coverage } from '../codegen/coverage.ts';
import { buildModel } from '../codegen/model.ts';

const spec = fileURLToPath(new URL('../', import.meta.url));

type Change = (text: string) => string;

/** The coverage of a copy of our document, some of its files changed. */
function coverageAfter(changes: Record<string, Change>): Coverage[] {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-spec-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['asyncapi.yaml', 'seed-index.yaml', 'excused.yaml', 'profiles']) {
    cpSync(join(spec, part), join(folder, part), { recursive: true });
  }
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} did not change`);
    writeFileSync(path, after);
  }
  const read = bundle(join(folder, 'asyncapi.yaml'));
  return coverage(read, buildModel(read));
}

const problemsOf = (all: Coverage[]) => all.flatMap(({ problems }) => problems.map(({ message }) => message));

test('our document holds every message and behaviour of the seed index', () => {
  const read = bundle(join(spec, 'asyncapi.yaml'));
  const all = coverage(read, buildModel(read));
  expect(problemsOf(all)).toEqual([]);
  expect(all.reduce((sum, { behaviours }) => sum + behaviours.indexed, 0)).toBe(268);
});

test('a message that is removed is missed', () => {
  const all = coverageAfter({
    'profiles/cloud/channels.yaml': (text) => text.replace(/^ {4}notification:.*\n/m, ''),
    'asyncapi.yaml': (text) => text.replace(/^.*cloud\/messages\/notification.*\n/m, ''),
  });
  expect(problemsOf(all)).toContain(
    'message CloudNotification, server-to-client, of seed-index.yaml is not in the document',
  );
});

test('a behaviour that no requirement covers is missed', () => {
  const all = coverageAfter({ 'profiles/mxf/requirements.yaml': (text) => text.replaceAll('MXF-B10', 'MXF-B11') });
  expect(problemsOf(all)).toContain('MXF-B10 is covered by no requirement and not excused');
});

test('a requirement that covers a behaviour nobody knows is named', () => {
  const all = coverageAfter({
    'profiles/cloud/requirements.yaml': (text) => text.replace('[CLOUD-B01]', '[CLOUD-B01, CLOUD-B99]'),
  });
  expect(problemsOf(all)).toContain('cloud/connection/upgrade covers CLOUD-B99, which seed-index.yaml does not list');
});

test('of a profile that is judged, a requirement without a check is named', () => {
  const all = coverageAfter({
    'profiles/cloud/scenarios/chat.yaml': (text) => text.replaceAll('cloud/chat/fields', 'cloud/chat/order'),
  });
  expect(problemsOf(all)).toContain('cloud/chat/fields has no check and no entry in excused.yaml');
});
