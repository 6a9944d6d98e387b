import { type BuiltIn, Later } from './built-in.ts';

export const echo: BuiltIn = {
  name: 'echo',
  description: 'Says its arguments again.',
  category: 'testing',
  inputSchema: { type: 'object' },
  run: (given) => given,
};

export const wait: BuiltIn = {
  name: 'wait',
  description:
    'Waits, for clients that test their time-outs; fails before as often as is asked, for those that test retries.',
  category: 'testing',
  inputSchema: {
    type: 'object',
    properties: {
      ms: { type: 'number', minimum: 0, maximum: 600_000 },
      failures: { type: 'integer', minimum: 0, default: 0, description: 'Attempts that fail at once.' },
    },
    required: ['ms'],
  },
  run({ ms, failures = 0 }: { ms: number; failures?: number }, attempt) {
    if (attempt <= failures) throw new Error(`Attempt ${attempt} of ${failures} that fail.`);
    return new Later({ waitedMs: ms, attempt }, ms);
  },
};
