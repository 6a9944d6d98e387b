import { expect, test } from 'vitest';
import { allowedCores, pinSelf, planCores } from '../src/cores.ts';

test('the plan of the cores stays the same after the process has moved to those of the harness', () => {
  const plan = planCores('auto');
  try {
    pinSelf(plan.harness);
    expect(planCores('auto')).toEqual(plan);
  } finally {
    if (plan.harness !== undefined) pinSelf(allowedCores.join(','));
  }
});
