// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import { readFileSync } from 'node:fs';

export const model = JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8'));
