import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Model, model } from '@agentwire/generated/model';
import { kitError, usageError } from './exit.ts';
import { withOpenableSources } from './sources.ts';
import { completed } from './stranger/completed.ts';
import { openQuestions } from './stranger/open-questions.ts';

export interface ReadModel {
  model: Model;
  /** What the document leaves open about a profile, and what would let the kit decide it, in sentences. */
  open(profile: string): string[];
}

/**
 * The compiled document that this kit judges by, or that of a file, with the requirements that can be read
 * out of any document.
 * @throws ExitError (2) for a file that is no document, with every mistake and its place
 */
export async function readModel(spec?: string): Promise<ReadModel> {
  const told = withOpenableSources(spec === undefined ? model : await loaded(spec), spec);
  if (told.modelVersion !== 1) throw kitError(`the model has version ${told.modelVersion}, this kit reads version 1`);
  if (spec === undefined) return { model: told, open: () => [] };
  const read = completed(told);
  return {
    model: read,
    open: (id) => {
      const [judged, before] = [read, told].map(({ profiles }) => profiles.find((profile) => profile.id === id));
      return judged && before ? openQuestions(judged, before) : [];
    },
  };
}

/** Only those who bring a document of their own need what reads one. */
async function loaded(spec: string): Promise<Model> {
  const loader = await import('@agentwire/spec/load').catch((error: Error) => {
    throw usageError(`--spec takes the package @agentwire/spec beside this kit (${error.message})`);
  });
  try {
    return await loader.loadModel(spec);
  } catch (error) {
    if (error instanceof loader.DocumentError) {
      const problems = error.problems.map((problem) => loader.formatProblem(problem, dirname(spec)));
      throw usageError(`${spec} cannot be judged by: ${problems.join('\n')}`);
    }
    throw error;
  }
}

/** Version of the kit. */
export function kitVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
