import { type Project, type ProjectOptions, WatchedProject } from './project.ts';

/** The projects of a server. */
export interface Projects {
  get(id: string): Project | undefined;
  /** All of them, by their ids. */
  entries(): Iterable<[id: string, Project]>;
  /** Leaves no watcher, timer or open file behind. */
  close(): Promise<void>;
}

/**
 * Opens directories as projects, each under its id.
 *
 * @throws Error that names the first that is no directory; the others are closed then
 */
export async function openProjects(
  directories: ReadonlyMap<string, string>,
  options: ProjectOptions,
): Promise<Projects> {
  const projects = new Map<string, WatchedProject>();
  const close = async (): Promise<void> => {
    await Promise.all([...projects.values()].map((project) => project.close()));
  };
  try {
    for (const [id, directory] of directories) projects.set(id, await WatchedProject.open(id, directory, options));
  } catch (error) {
    await close();
    throw error;
  }
  return { get: (id) => projects.get(id), entries: () => projects.entries(), close };
}
