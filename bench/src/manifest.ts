import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.ts';
import type { Secret } from './secret.ts';

/** An HTTP request in which `${profile}`, `${token}` (the publisher's) and `${message}` are filled in. */
export interface HttpCall {
  /** POST when it is absent. */
  method?: string;
  /** Absolute, or relative to the subject's address. */
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What the bench reads of a subject's manifest; members that only the conformance kit needs are left alone. */
export interface Manifest {
  name: string;
  start?: {
    /** Runs in the manifest's folder. */
    command: string[];
    env?: Record<string, string>;
    /** Member of its ready line, one JSON object on stdout, that holds its address; 15 s when `withinMs` is absent. */
    ready: { json: string; withinMs?: number };
  };
  /** Address of a subject that runs already. */
  url?: string;
  /** `path` stands between the subject's address and that of the channel; nothing when it is absent. */
  profiles: Record<string, { path?: string }>;
  identities?: Record<string, { token: Secret }>;
  emit?: { http?: HttpCall };
}

export interface LocatedManifest {
  manifest: Manifest;
  /** Folder in which its commands run. */
  folder: string;
}

/** @throws Failure `usage` when the file cannot be read, is no JSON, or lacks what a bench needs. */
export function readManifest(path: string): LocatedManifest {
  const manifest = parse(path);
  const lacks = missingIn(manifest);
  if (lacks) throw new Failure('usage', `${path} is no manifest of a subject: ${lacks}`);
  return { manifest, folder: dirname(resolve(path)) };
}

function parse(path: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Failure('usage', `cannot read the manifest ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('usage', `${path} is not JSON: ${(error as Error).message}`);
  }
}

function missingIn(manifest: Manifest): string | undefined {
  if (typeof manifest?.name !== 'string') return 'name is missing';
  if (typeof manifest.profiles !== 'object') return 'profiles is missing';
  if (!manifest.url && !manifest.start) return 'neither start nor url is given';
  if (manifest.start && !manifest.start.command?.length) return 'start.command is empty';
  if (manifest.start && !manifest.start.ready?.json) return 'start.ready.json is missing';
  return undefined;
}
