import type { TreeRule } from '../rule.ts';
import { bestPractices } from './best-practices.ts';
import { bugs } from './bugs.ts';
import { improvements } from './improvements.ts';
import { lines } from './lines.ts';
import { optimizations } from './optimizations.ts';
import { performance } from './performance.ts';
import { security } from './security.ts';

export { lines as lineRules };

export const treeRules: readonly TreeRule[] = [
  ...bugs,
  ...security,
  ...performance,
  ...optimizations,
  ...improvements,
  ...bestPractices,
];
