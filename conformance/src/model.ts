import { readFileSync } from 'node:fs';
import { type Model, model } from '@agentwire/generated/model';
import { kitError } from './exit.ts';

/** The compiled document that this kit judges by. */
export function readModel(): Model {
  if (model.modelVersion !== 1) throw kitError(`the model has version ${model.modelVersion}, this kit reads version 1`);
  return model;
}

/** Version of the kit. */
export function kitVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
