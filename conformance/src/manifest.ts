import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import type { EmitMapping } from './emit.ts';
import { usageError } from './exit.ts';
import type { HttpCall } from './http.ts';
import type { Secret } from './identity.ts';
import { at, brief } from './json.ts';

export interface Start {
  command: string[];
  env?: Record<string, string>;
  /** A line on stdout, or an address; without it the kit waits until `url` accepts connections. */
  ready?: { json: string; withinMs?: number } | { url: string; withinMs?: number };
}

/** What the kit must know of an implementation; `subject.schema.json` says what each member means. */
export interface Manifest {
  name: string;
  start?: Start;
  url?: string;
  follows?: 'agentwire';
  profiles: Record<string, ServedProfile>;
  /** A project whose files the kit may change; without `dir` the kit makes one for each process that it starts. */
  project?: { id: string; dir?: string };
  identities?: Record<string, { token?: Secret; auth?: Record<string, Secret> }>;
  emit?: EmitMapping;
  control?: { clock?: ControlVerb; kick?: ControlVerb };
}

export interface ServedProfile {
  path?: string;
  capabilities?: string[];
  parameters?: Record<string, string>;
  /** Things that the subject has, by what checks take them for. */
  fixtures?: Record<string, unknown>;
}

export interface ControlVerb {
  http: HttpCall;
  token?: Secret;
}

export interface LoadedManifest {
  manifest: Manifest;
  /** Commands run here. */
  folder: string;
}

/** @throws ExitError (2) with every mistake and its place. */
export function readManifest(file: string): LoadedManifest {
  const path = resolve(file);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw usageError(missing ? `no manifest at ${file}` : `${file} is no JSON: ${(error as Error).message}`);
  }
  const schema = JSON.parse(readFileSync(new URL('../subject.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv.default({ allErrors: true, strict: false }).compile(schema);
  if (!validate(value)) {
    throw usageError(`${file} is no manifest: ${readable(validate.errors ?? [], value)} (see subject.schema.json)`);
  }
  return { manifest: value as Manifest, folder: dirname(path) };
}

function readable(errors: ErrorObject[], value: unknown): string {
  const leaves = errors.filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf');
  const noAddress = errors.some((error) => error.keyword === 'anyOf' && error.instancePath === '');
  const inAlternative = (error: ErrorObject): boolean => /\/(anyOf|oneOf)\/\d/.test(error.schemaPath);
  const plain = leaves.filter((error) => !inAlternative(error)).map((error) => sentence(error, value));
  const alternatives = errors
    .filter((error) => error.keyword === 'oneOf')
    .map(
      (error) =>
        `${error.instancePath} is none of the forms allowed there: ${brief(at(value, error.instancePath), 80)}`,
    );
  return [...new Set([...(noAddress ? ['it needs start or url'] : []), ...plain, ...alternatives])].join('; ');
}

function sentence(error: ErrorObject, value: unknown): string {
  const place = error.instancePath || 'the manifest';
  if (error.keyword === 'additionalProperties')
    return `${place} has an unknown member ${error.params.additionalProperty}`;
  if (error.keyword === 'required') return `${place} has no ${error.params.missingProperty}`;
  return `${place} ${error.message} (it is ${brief(at(value, error.instancePath), 80)})`;
}
