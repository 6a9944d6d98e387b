// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import { readFileSync } from 'node:fs';
import type { Model } from './shape.ts';

export type * from './shape.ts';

/** What the AsyncAPI document says, in the shape that programs read. */
export const model: Model = JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8'));
