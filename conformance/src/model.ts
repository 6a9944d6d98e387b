import { readFileSync } from 'node:fs';
import { type Model, model } from '@agentwire/generated/model';
import { kitError, usageError } from './exit.ts';
import { completed } from './stranger.ts';

/**
 * The compiled document that this kit judges by, or that of a file, with the requirements that can be read
 * out of any document.
 * @throws ExitError (2) for a file that is no document, with every mistake and its place
 */
export async function readModel(spec?: string): Promise<Model> {
  const read = spec === undefined ? model : completed(await loaded(spec));
  if (read.modelVersion !== 1) throw kitError(`the model has version ${read.modelVersion}, this kit reads version 1`);
  return read;
}

/** Only those who bring a document of their own need what reads one. */
async function loaded(spec: string): Promise<Model> {
  const loader = await import('@agentwire/spec/load').catch((error: Error) => {
    throw usageError(`--spec takes the package @agentwire/spec beside this kit (${error.message})`);
  });
  try {
    return await loader.loadModel(spec);
  } catch (error) {
    if (error instanceof loader.DocumentError) throw usageError(`${spec} cannot be judged by: ${error.message}`);
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
