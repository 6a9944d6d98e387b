// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Model } from './shape.ts';

export type * from './shape.ts';

/** What the AsyncAPI document says, in the shape that programs read. */
export declare const model: Model;
