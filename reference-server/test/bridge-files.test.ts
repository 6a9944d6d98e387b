import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WatchedFile } from '../src/services/projects/watched-file.ts';
import { ProjectContextStream } from './codex-client.ts';
import { temporaryFolder } from './folder.ts';
import { Ide } from './ide.ts';
import { serve } from './server-process.ts';

const credentials = {
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'stranger-key', userId: 'alice', tenant: 'other' },
  ],
};
const path = 'src/auth.ts';
const diff = (before: string, after: string): string =>
  `--- a/${path}\n+++ b/${path}\n@@ -1,1 +1,1 @@\n-${before}+${after}`;
const [one, two, three] = ['let ttl = 1;\n', 'let ttl = 2;\n', 'let ttl = 3;\n'] as const;

interface Change {
  filePath: string;
  changeType: string;
  diff?: string;
}

/** A project with one file, an IDE that has it open, and those who watch the file. */
async function start() {
  const folder = temporaryFolder();
  const write = (text: string): void => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, 'src'));
  write(one);
  const ide = await Ide.listen();
  const projects = ['shop', 'other/shop'].flatMap((key) => ['--project', `${key}=${folder}`]);
  const server = await serve(['--ide', ide.url, ...projects], credentials);
  await ide.connected(1);
  const connect = async (key: string): Promise<ProjectContextStream> => {
    const stream = new ProjectContextStream(server.url, 'shop', key);
    await stream.opened;
    stream.watchFile(path);
    await stream.settled();
    return stream;
  };
  const [watcher, stranger] = await Promise.all([connect('alice-key'), connect('stranger-key')]);
  return {
    ide,
    watcher,
    stranger,
    write,
    remove: () => rmSync(join(folder, path)),
    /** The next change of the file that a watcher hears of. */
    next: (of: ProjectContextStream): Promise<Change> =>
      of.next(({ type }) => type === 'file_changed') as Promise<Change>,
    reports: (changeType: string, content?: string, file = path) =>
      ide.send({ type: 'file_changed', data: { file, changeType, content } }),
    /** An answer to the IDE: all that it has sent before is with the projects. */
    async settled(): Promise<void> {
      ide.send({ type: 'suggestion_request', data: { file: 'a', language: 'text', content: '' } });
      await ide.answers(ide.received.length + 1);
    },
    async synced(): Promise<void> {
      await watcher.next(({ type }) => type === 'context_sync');
      await watcher.settled();
      await stranger.settled();
    },
    heard: ({ received }: ProjectContextStream): Change[] =>
      received.filter(({ type }) => type === 'file_changed') as unknown as Change[],
  };
}

test('what an IDE has not saved is told with its diff, and not again when it is saved', async () => {
  const { heard, next, reports, synced, watcher, write } = await start();
  const unsaved = next(watcher);
  reports('modified', 'eval(text);\n');
  expect(await unsaved).toEqual({
    type: 'file_changed',
    filePath: path,
    changeType: 'modified',
    diff: diff(one, 'eval(text);\n'),
    suggestions: [expect.objectContaining({ suggestionType: 'security', line: 1 })],
  });
  const saved = synced();
  write('eval(text);\n');
  await saved;
  expect(heard(watcher)).toHaveLength(1);
});

test('what the directory has told is not told again by the IDE', async () => {
  const { heard, next, reports, settled, watcher, write } = await start();
  const saved = next(watcher);
  write(two);
  await saved;
  reports('modified', two);
  await settled();
  const later = next(watcher);
  reports('modified', three);
  expect(await later).toMatchObject({ diff: diff(two, three) });
  expect(heard(watcher)).toHaveLength(2);
});

test('each diff begins at what was told last, whoever told it, and only what is saved leaves the tenant', async () => {
  const { heard, next, reports, stranger, watcher, write } = await start();
  const draft = next(watcher);
  reports('modified', 'a draft\n');
  expect(await draft).toMatchObject({ diff: diff(one, 'a draft\n') });
  const unsaved = next(watcher);
  reports('modified', two);
  expect(await unsaved).toMatchObject({ diff: diff('a draft\n', two) });
  const saved = next(watcher);
  write(three);
  expect(await saved).toMatchObject({ changeType: 'modified', diff: diff(two, three) });
  // To the other tenant the IDE does not exist; its directory is the same.
  await expect.poll(() => heard(stranger)).toMatchObject([{ diff: diff(one, three) }]);
  const back = next(watcher);
  write(one);
  expect(await back).toMatchObject({ diff: diff(three, one) });
});

test('a deletion is told once, and so is the file’s return', async () => {
  const { heard, next, remove, reports, synced, watcher } = await start();
  const deleted = next(watcher);
  reports('deleted');
  expect(await deleted).toMatchObject({ changeType: 'deleted', diff: expect.stringContaining(`-${one}`) });
  const gone = synced();
  remove();
  await gone;
  const back = next(watcher);
  reports('modified', one);
  expect(await back).toMatchObject({ changeType: 'created', diff: expect.stringContaining(`+${one}`) });
  expect(heard(watcher)).toHaveLength(2);
});

test('an IDE that does not say what a file holds is believed that it has changed', async () => {
  const { next, reports, watcher } = await start();
  const change = next(watcher);
  reports('modified');
  expect(await change).toEqual({ type: 'file_changed', filePath: path, changeType: 'modified', suggestions: [] });
});

test('files that nobody watches, and paths that lead nowhere, are passed over', async () => {
  const { heard, next, reports, watcher } = await start();
  for (const file of ['src/other.ts', '../auth.ts', '/etc/passwd', '', '__proto__']) reports('modified', two, file);
  const change = next(watcher);
  reports('modified', two);
  await change;
  expect(heard(watcher)).toHaveLength(1);
});

test('a report without content that follows on what the directory has told is taken for the same', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const file = new WatchedFile(path);
  const change = { filePath: path, changeType: 'modified' } as const;
  file.shows({ ...change, findings: [], version: 2 }, { ...change, before: undefined, after: undefined });
  vi.advanceTimersByTime(1999);
  expect(file.reports(change, undefined)).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(file.reports(change, undefined)).toEqual(change);
});
