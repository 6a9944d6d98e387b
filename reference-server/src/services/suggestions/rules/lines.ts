import type { LineRule } from '../rule.ts';

/** Rules for every language. Their patterns repeat over bounded lengths only, so that no line takes long. */
export const lines: readonly LineRule[] = [
  {
    rule: 'hard-coded-secret',
    type: 'security',
    title: 'Secret in the source',
    suggestion: 'Read it from the environment or a secret store, and replace the one that was published.',
    reasoning: 'Everybody who can read the repository, now or later, has it.',
    confidence: 0.85,
    matches: (line) => {
      const value = assignedSecret.exec(line)?.[2];
      return value !== undefined && /[^a-z]/i.test(value) && !standIn.test(value) && !comment.test(line);
    },
  },
  {
    rule: 'published-key',
    type: 'security',
    title: 'Key of a known form in the source',
    suggestion: 'Remove it and replace the key: it must count as known to everybody.',
    reasoning: 'The text has the form of a private key or of an access key of a known service.',
    confidence: 0.95,
    matches: (line) => knownKey.test(line),
  },
  {
    rule: 'conflict-marker',
    type: 'bugs',
    title: 'Marker of a merge conflict',
    suggestion: 'Decide for one of the two sides and remove the markers.',
    reasoning: 'The conflict was not resolved; the file does not mean what either side meant.',
    confidence: 0.97,
    matches: (line) => /^(<{7}|>{7}|\|{7}) \S/.test(line),
  },
  {
    rule: 'bare-except',
    type: 'best_practices',
    title: 'except without a class',
    suggestion: 'Name the exceptions that are expected.',
    reasoning: 'It also catches KeyboardInterrupt and SystemExit, and hides mistakes.',
    confidence: 0.9,
    languages: ['python'],
    matches: (line) => /^\s{0,100}except\s{0,10}:/.test(line),
  },
  {
    rule: 'none-comparison',
    type: 'best_practices',
    title: 'None compared with ==',
    suggestion: 'Use is None or is not None.',
    reasoning: 'Classes can redefine ==; there is only one None.',
    confidence: 0.92,
    languages: ['python'],
    matches: (line) => /[=!]= ?None\b/.test(line) && !comment.test(line),
  },
  {
    rule: 'mutable-default',
    type: 'bugs',
    title: 'Mutable default of a parameter',
    suggestion: 'Take None as default and make the value inside.',
    reasoning: 'The default is made once and shared by all calls.',
    confidence: 0.93,
    languages: ['python'],
    matches: (line) => /^\s{0,100}(async )?def .{1,400}= ?(\[\]|\{\}|list\(\)|dict\(\)|set\(\))[,)\s]/.test(line),
  },
];

const assignedSecret =
  /\w{0,40}(?:password|passwd|secret|api_?key|access_?key|private_?key|token)\w{0,20}["']?\s{0,10}(?::\s?\w{1,20}\s{0,10})?(?:=|:|=>|:=)\s{0,10}(["'`])([^"'`\s]{8,200})\1/i;
/** What is put where a secret belongs, and addresses, which are none. */
const standIn = /^(https?:|\.?\/|\$|<|%|\{|x{4}|\*{3}|\.{3}|your|my[-_]|example|change|placeholder|dummy|fake|test)/i;
const comment = /^\s{0,100}(\/\/|#|\*|--)/;
const knownKey = /-----BEGIN ([A-Z]{2,10} )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b/;
