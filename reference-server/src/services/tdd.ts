import { findUnits, type Unit } from './exports.ts';

export interface TddRequest {
  path: string;
  language: string;
  /** Empty when it is not known. */
  text: string;
  /** As the client names it, `vitest`. */
  framework?: string | undefined;
}

/** A test that is worth writing first. */
export interface TestProposal {
  title: string;
  description: string;
  /** 0 to 1. */
  confidence: number;
}

/** How sure a proposal is: the more of its shape is known, the surer. */
const confidences = { function: 0.75, class: 0.7, value: 0.5, file: 0.4 };

const maxProposals = 20;
/** Characters of a client's own words that a proposal repeats. */
const maxEcho = 200;

/**
 * Proposes tests for what a source offers, or a first one for the file where nothing is found; never none. Same
 * source, same proposals.
 */
export function proposeTests({ path, language, text, framework }: TddRequest): TestProposal[] {
  const tool = framework ? ` with ${framework.slice(0, maxEcho)}` : '';
  const file = path.slice(0, maxEcho);
  const proposals = findUnits({ language, text })
    .slice(0, maxProposals)
    .map((unit) => propose(unit, tool));
  if (proposals.length > 0) return proposals;
  return [
    {
      title: `Write the first test of ${file}`,
      description: `Nothing to test was found in ${file}: begin${tool} with a test that fails and says what it shall do.`,
      confidence: confidences.file,
    },
  ];
}

function propose({ kind, name, parameters, isAsync, line }: Unit, tool: string): TestProposal {
  return { ...wordings[kind]({ name, parameters, isAsync, line, tool }), confidence: confidences[kind] };
}

type Words = Pick<Unit, 'name' | 'parameters' | 'isAsync' | 'line'> & { tool: string };

const wordings: Record<Unit['kind'], (words: Words) => Pick<TestProposal, 'title' | 'description'>> = {
  function: ({ name, parameters, isAsync, line, tool }) => ({
    title: `Add unit test for ${name}`,
    description: [
      `${name}(${parameters.join(', ')}) in line ${line} needs tests${tool}: a usual call`,
      ...parameters.map((parameter) => `an edge of ${parameter}`),
      ...(isAsync ? ['a promise that is rejected'] : []),
    ].join(', '),
  }),
  class: ({ name, line, tool }) => ({
    title: `Add unit test for ${name}`,
    description: `The class ${name} in line ${line} needs tests${tool}: a new instance, and each public method`,
  }),
  value: ({ name, line, tool }) => ({
    title: `Add unit test for ${name}`,
    description: `The value ${name} in line ${line} needs a test${tool} that pins it down`,
  }),
};
