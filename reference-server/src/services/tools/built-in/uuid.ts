import { randomUUID } from 'node:crypto';
import type { BuiltIn } from './built-in.ts';

export const uuid: BuiltIn = {
  name: 'uuid',
  description: 'Random UUIDs of version 4.',
  category: 'data',
  inputSchema: {
    type: 'object',
    properties: { count: { type: 'integer', minimum: 1, maximum: 1000, default: 1 } },
  },
  run({ count = 1 }: { count?: number }) {
    return Array.from({ length: count }, () => randomUUID());
  },
};
