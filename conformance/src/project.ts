import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SubjectProject } from './environment.ts';
import { usageError } from './exit.ts';
import type { Manifest, Start } from './manifest.ts';

/** What stands for the directory in the start command. */
const HOLE = `\${project}`;

export interface OpenProject {
  project: SubjectProject | undefined;
  /** The start command with the directory put in. */
  start: Start | undefined;
  /** Removes the directory, when the kit has made it. */
  release(): Promise<void>;
}

/**
 * The project of one process of the subject.
 * @throws ExitError (2) when the manifest names a project and nobody can tell the subject its directory.
 */
export async function openProject(options: { manifest: Manifest; folder: string }): Promise<OpenProject> {
  const { manifest, folder } = options;
  const { project, start } = manifest;
  const handedOver = start?.command.some((part) => part.includes(HOLE)) ?? false;
  if (!project) {
    if (handedOver) throw usageError(`start.command has ${HOLE}, and the manifest has no project`);
    return { project: undefined, start, release: async () => {} };
  }
  if (project.dir !== undefined) {
    const dir = resolve(folder, project.dir);
    return { project: { id: project.id, dir }, start: filled(start, dir), release: async () => {} };
  }
  if (!handedOver) throw usageError(`project needs a dir, or ${HOLE} in start.command`);
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'agentwire-project-')));
  const release = (): Promise<void> => rm(dir, { recursive: true, force: true });
  return { project: { id: project.id, dir }, start: filled(start, dir), release };
}

const filled = (start: Start | undefined, dir: string): Start | undefined =>
  start && { ...start, command: start.command.map((part) => part.replaceAll(HOLE, () => dir)) };
