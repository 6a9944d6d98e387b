import { readFileSync } from 'node:fs';
import type { Model } from '../shape.ts';
import { shapeSchema } from '../shape-schema.ts';
import { banner, type OutputFile } from './file.ts';

/** The model as data, its types, and a door to both. */
export function printModel(model: Model): OutputFile[] {
  return [
    { path: 'model.json', content: `${JSON.stringify(model, null, 1)}\n` },
    { path: 'model.schema.json', content: `${JSON.stringify(shapeSchema(), null, 1)}\n` },
    { path: 'shape.ts', content: banner + readFileSync(new URL('../shape.ts', import.meta.url), 'utf8') },
    { path: 'model.js', content: `${banner}${door}` },
    { path: 'model.d.ts', content: `${banner}${doorTypes}` },
  ];
}

const door = `
import { readFileSync } from 'node:fs';

export const model = JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8'));
`;

const doorTypes = `
import type { Model } from './shape.ts';

export type * from './shape.ts';

/** What the AsyncAPI document says, in the shape that programs read. */
export declare const model: Model;
`;
