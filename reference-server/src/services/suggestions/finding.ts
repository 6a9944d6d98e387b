/** The six kinds of the codex profile (CODEX-A14). */
export type SuggestionType = 'improvements' | 'bugs' | 'optimizations' | 'security' | 'performance' | 'best_practices';

export interface Source {
  /** Tells the dialect (`.tsx`, `.mts`) and, where `language` says nothing, the language. */
  path: string;
  /** The language's name as editors give it: `typescript`, `python`, …; may be empty. */
  language: string;
  text: string;
}

/** What a rule says wherever it strikes. */
export interface Advice {
  /** Id of the rule, unique. */
  rule: string;
  type: SuggestionType;
  title: string;
  suggestion: string;
  reasoning: string;
  /** 0 to 1: how often the rule is right where it strikes. */
  confidence: number;
}

export interface Finding extends Advice {
  /** From 1. */
  line: number;
}
