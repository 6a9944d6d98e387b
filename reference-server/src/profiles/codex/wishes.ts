import type { CodexSuggestion, CodexSuggestionsConfig } from '@agentwire/generated/types/codex';
import type { Finding } from '../../services/suggestions/finding.ts';

/** Which suggestions a client wants. */
export interface Wishes {
  types: ReadonlySet<string>;
  /** Least confidence, 0 to 1. */
  threshold: number;
  /**
   * Whether files that change are looked at; `on_change` says so. With any other frequency, of which
   * none is known, suggestions come with the analyses that the client asks for.
   */
  onChange: boolean;
}

export function readWishes({
  frequency = 'on_change',
  types = ['improvements', 'bugs', 'optimizations'],
  confidence_threshold: threshold = 0.8,
}: CodexSuggestionsConfig): Wishes {
  return { types: new Set(types), threshold, onChange: frequency === 'on_change' };
}

/** CODEX-B40, B41 */
export function isWanted(wishes: Wishes | undefined, type: string, confidence: number): boolean {
  return wishes?.types.has(type) === true && confidence >= wishes.threshold;
}

/** The wanted ones of what was found in a file. */
export function suggestionsOf(
  wishes: Wishes | undefined,
  findings: readonly (Finding & { filePath: string })[],
): CodexSuggestion[] {
  return findings
    .filter(({ type, confidence }) => isWanted(wishes, type, confidence))
    .map(({ type: suggestionType, filePath, line, suggestion, confidence, reasoning }) => ({
      type: 'suggestion',
      suggestionType,
      filePath,
      line,
      suggestion,
      confidence,
      reasoning,
    }));
}
