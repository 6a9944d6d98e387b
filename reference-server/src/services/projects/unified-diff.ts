import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** States above this have no diff, nor has a change whose diff would be longer. */
export const maxDiffBytes = 256 * 1024;

/** Lines that a minimal diff may add and remove; beyond it is one hunk, in bounded time. */
const maxEditLength = 500;

export interface States {
  filePath: string;
  /** Absent when the file was created. */
  before?: string;
  /** Absent when it was deleted. */
  after?: string;
}

/** The unified diff between two states of a file, as `git apply` takes it; undefined beyond the bounds. */
export function unifiedDiff({ filePath, before, after }: States): string | undefined {
  if (Math.max(before?.length ?? 0, after?.length ?? 0) > maxDiffBytes) return undefined;
  const from = before === undefined ? '/dev/null' : `a/${filePath}`;
  const to = after === undefined ? '/dev/null' : `b/${filePath}`;
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
    maxEditLength,
  });
  const diff = patch ?? wholeDiff(from, to, before ?? '', after ?? '');
  return Buffer.byteLength(diff) <= maxDiffBytes ? diff : undefined;
}

/** All lines out, all lines in. */
function wholeDiff(from: string, to: string, before: string, after: string): string {
  const out = hunkLines(before, '-');
  const into = hunkLines(after, '+');
  return `--- ${from}\n+++ ${to}\n@@ ${range('-', out.count)} ${range('+', into.count)} @@\n${out.text}${into.text}`;
}

function range(sign: string, count: number): string {
  return `${sign}${count === 0 ? 0 : 1},${count}`;
}

function hunkLines(text: string, sign: string): { count: number; text: string } {
  if (text === '') return { count: 0, text: '' };
  const isEnded = text.endsWith('\n');
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
  const ending = isEnded ? '' : '\\ No newline at end of file\n';
  return { count: lines.length, text: `${lines.map((line) => `${sign}${line}\n`).join('')}${ending}` };
}
