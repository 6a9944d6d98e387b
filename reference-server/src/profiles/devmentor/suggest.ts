import { randomUUID } from 'node:crypto';
import type { DevmentorSuggestion } from '@agentwire/generated/types/devmentor';
import type { Services } from '../../services/services.ts';
import type { Finding } from '../../services/suggestions/finding.ts';
import { proposeTests, type TddRequest, type TestProposal } from '../../services/tdd.ts';

/** Code as IDEs send it. */
export interface Code {
  file: string;
  language: string;
  content: string;
}

/** Kinds of findings in the words of this profile (DEVMENTOR-A23). */
const types: Record<Finding['type'], string> = {
  improvements: 'refactor',
  bugs: 'bug',
  optimizations: 'performance',
  performance: 'performance',
  security: 'security',
  best_practices: 'style',
};

/** What the rules find in the code. */
export async function suggest({ file, language, content }: Code, services: Services): Promise<DevmentorSuggestion[]> {
  const findings = await services.suggestions.findIn({ path: file, language, text: content });
  return findings.map(({ type, line, title, suggestion, reasoning, confidence }) => ({
    id: randomUUID(),
    type: types[type],
    title,
    description: `Line ${line}: ${suggestion} ${reasoning}`,
    confidence,
  }));
}

/** Tests that the code needs. */
export function suggestTests(request: TddRequest): DevmentorSuggestion[] {
  return proposeTests(request).map(asSuggestion);
}

/** As `suggest`, and the test that is worth writing first, where the code has anything to test. */
export async function suggestWithTest(code: Code, services: Services): Promise<DevmentorSuggestion[]> {
  const [test] =
    code.content === '' ? [] : suggestTests({ path: code.file, language: code.language, text: code.content });
  return [...(await suggest(code, services)), ...(test ? [test] : [])];
}

function asSuggestion(proposal: TestProposal): DevmentorSuggestion {
  return { id: randomUUID(), type: 'test', ...proposal };
}
