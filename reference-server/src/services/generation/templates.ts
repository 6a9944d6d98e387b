import type { Brief } from './brief.ts';
import type { Choose } from './choice.ts';

/** What a template writes. */
export interface Draft {
  text: string;
  fileName: string;
}

/** One kind of code the embedded engine can write. */
export interface Template {
  /** Kind in one word, as the thinking of a tool call says it. */
  kind: string;
  write(brief: Brief, choose: Choose): Draft;
}

const pascal = (words: readonly string[]): string =>
  words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
const camel = ([first, ...more]: Brief['words']): string => first + pascal(more);
const kebab = (words: readonly string[]): string => words.join('-');

interface Asked extends Template {
  /** Words that ask for it. */
  asks: RegExp;
}

const component: Asked = {
  kind: 'component',
  asks: /\b(component|react|page|form|button|frontend|ui|widget)\b/i,
  write({ summary, words, isTyped, styling }, choose) {
    const name = pascal(words);
    const look = styling?.includes('tailwind') ? 'flex flex-col gap-2 p-4' : kebab(words);
    const state = choose(['draft', 'value', 'entry']);
    const setter = `set${pascal([state])}`;
    return {
      fileName: `${kebab(words)}.${isTyped ? 'tsx' : 'jsx'}`,
      text: `${lines(
        `import { useState } from 'react';`,
        '',
        isTyped && `export interface ${name}Props {`,
        isTyped && `  ${choose(['label', 'title', 'caption'])}?: string;`,
        isTyped && `  onSubmit: (${state}: string) => void;`,
        isTyped && '}',
        isTyped && '',
        `/** ${summary} */`,
        `export function ${name}({ onSubmit }${isTyped ? `: ${name}Props` : ''}) {`,
        `  const [${state}, ${setter}] = useState('');`,
        '  return (',
        `    <form className="${look}" onSubmit={() => onSubmit(${state})}>`,
        `      <input value={${state}} onChange={(event) => ${setter}(event.target.value)} />`,
        `      <button type="submit" disabled={${state} === ''}>${choose(['Send', 'Save', 'Continue'])}</button>`,
        '    </form>',
        '  );',
        '}',
      )}`,
    };
  },
};

const endpoint: Asked = {
  kind: 'endpoint',
  asks: /\b(api|endpoint|backend|route|rest|express|http|server)\b/i,
  write({ summary, words, isTyped }, choose) {
    const name = camel(words);
    const item = choose(['item', 'record', 'row']);
    return {
      fileName: `${kebab(words)}.${isTyped ? 'ts' : 'js'}`,
      text: lines(
        `import { Router } from 'express';`,
        '',
        `/** ${summary} */`,
        `export const ${name} = Router();`,
        isTyped ? `const ${item}s = new Map<string, object>();` : `const ${item}s = new Map();`,
        '',
        `${name}.get('/${kebab(words)}/:id', (request, response) => {`,
        `  const ${item} = ${item}s.get(request.params.id);`,
        `  if (${item}) response.json(${item});`,
        `  else response.status(404).json({ error: '${choose(['not found', 'no such thing', 'unknown id'])}' });`,
        '});',
        '',
        `${name}.put('/${kebab(words)}/:id', (request, response) => {`,
        `  ${item}s.set(request.params.id, request.body);`,
        '  response.status(204).end();',
        '});',
      ),
    };
  },
};

const table: Asked = {
  kind: 'schema',
  asks: /\b(database|schema|sql|table|postgres\w*|migration|data model|architect\w*)\b/i,
  write({ summary, words }, choose) {
    const name = words.join('_');
    return {
      fileName: `${kebab(words)}.sql`,
      text: lines(
        `-- ${summary}`,
        `CREATE TABLE ${name} (`,
        `  id ${choose(['BIGINT GENERATED ALWAYS AS IDENTITY', 'UUID'])} PRIMARY KEY,`,
        `  ${choose(['name', 'title', 'label'])} TEXT NOT NULL,`,
        `  state TEXT NOT NULL DEFAULT '${choose(['new', 'open', 'active'])}',`,
        '  created_at TIMESTAMPTZ NOT NULL DEFAULT now()',
        ');',
        '',
        `CREATE INDEX ${name}_by_state ON ${name} (state, created_at);`,
      ),
    };
  },
};

const test: Asked = {
  kind: 'test',
  asks: /\b(test|tests|tester|testing|spec|coverage|qa)\b/i,
  write({ summary, words, isTyped }, choose) {
    const name = camel(words);
    return {
      fileName: `${kebab(words)}.test.${isTyped ? 'ts' : 'js'}`,
      text: lines(
        `import { expect, test } from 'vitest';`,
        `import { ${name} } from './${kebab(words)}';`,
        '',
        `// ${summary}`,
        `test('${words.join(' ')} ${choose(['does what it says', 'takes an ordinary value', 'works'])}', () => {`,
        `  expect(${name}('${choose(['a', 'one', 'x'])}')).toBeDefined();`,
        '});',
        '',
        `test('${words.join(' ')} refuses nothing at all', () => {`,
        `  expect(() => ${name}('')).toThrow();`,
        '});',
      ),
    };
  },
};

/** No code but a sentence and a list, for the four who think in a control loop. */
const notes: Asked = {
  kind: 'note',
  asks: /^(observer|reasoner|planner|reviewer) in a control loop$/,
  write({ words, role = '' }, choose) {
    const about = words.join(' ');
    const findings: Readonly<Record<string, readonly string[]>> = {
      observer: [
        `The ${about} ${choose(['is as expected', 'differs from before', 'is worth a closer look'])}.`,
        `- It says something about ${words[0]}.`,
        `- It is ${choose(['one value of several', 'the first of its kind', 'part of a series'])}.`,
      ],
      reasoner: [
        `The ${about} ${choose(['can be dealt with now', 'needs a look and then a step', 'asks for care'])}.`,
        `- It ${choose(['has a cause outside', 'follows from the last step', 'may go on by itself'])}.`,
        '- To wait would tell no more.',
      ],
      planner: [
        `Deal with the ${about} step by step.`,
        `- Check the ${about}`,
        `- ${choose(['Adjust what it depends on', 'Tell those whom it concerns', 'Record it with its source'])}`,
        '- Compare the outcome with the plan',
      ],
      reviewer: [
        `The plan for the ${about} ${choose(['was enough', 'held', 'did what it was made for'])}.`,
        `- The next one on ${words[0]} can begin with the check.`,
        `- ${choose(['Fewer steps may do', 'The order of the steps was right', 'The source can be trusted'])}.`,
      ],
    };
    return { fileName: `${kebab(words)}.md`, text: lines(...(findings[role.split(' ', 1)[0] ?? ''] ?? [])) };
  },
};

const plain: Template = {
  kind: 'function',
  write({ summary, words, isTyped }, choose) {
    const name = camel(words);
    const input = choose(['input', 'text', 'source']);
    return {
      fileName: `${kebab(words)}.${isTyped ? 'ts' : 'js'}`,
      text: lines(
        `/** ${summary} */`,
        `export function ${name}(${input}${isTyped ? ': string): string[]' : ')'} {`,
        `  if (${input} === '') throw new RangeError('${choose(['nothing to do', 'an empty text', 'no input'])}');`,
        `  const parts${isTyped ? ': string[]' : ''} = [];`,
        `  for (const part of ${input}.split(${choose(["','", "' '", "'\\n'"])})) {`,
        '    const trimmed = part.trim();',
        `    if (trimmed !== '') parts.push(trimmed);`,
        '  }',
        '  return parts;',
        '}',
      ),
    };
  },
};

/** In the order in which they are tried. */
const templates = [notes, test, table, endpoint, component];

/** What the role of the writer asks for, or else the prompt, or else the framework. */
export function templateFor({ prompt, role = '', framework = '' }: Brief): Template {
  for (const words of [role, prompt, framework]) {
    const asked = templates.find(({ asks }) => asks.test(words));
    if (asked) return asked;
  }
  return plain;
}

function lines(...all: (string | false)[]): string {
  return `${all.filter((line) => line !== false).join('\n')}\n`;
}
