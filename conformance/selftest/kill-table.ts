import { EXPLAINED, UNDECIDED } from './explained.ts';
import type { Shown } from './findings.ts';
import type { Result } from './mutant.ts';
import { KEPT } from './null-servers.ts';
import { isExplained, type Proof } from './proof.ts';

/** What the self-test has shown, as Markdown: the same text whenever the same was shown. */
export function killTable(proof: Proof): string {
  const { mutants, wire, nullServers, variants, independent } = proof;
  return `${[
    '# What the self-test shows',
    '',
    '<!-- Made by npm run selftest -- --write. Do not edit. -->',
    '',
    'How the kit judges servers of which it is known what is wrong with them, and servers with which nothing is wrong.',
    ...(mutants ? ofMutants(mutants.results) : []),
    ...(wire ? ofWire(wire) : []),
    ...(nullServers ? ofNullServers(nullServers) : []),
    ...(variants ? ofVariants(variants) : []),
    ...(independent ? ofIndependent(independent) : []),
  ].join('\n')}\n`;
}

function ofMutants(results: readonly Result[]): string[] {
  return [
    '',
    `## Faults of the server: ${share(results)} killed`,
    '',
    'Named faults of the reference server, switched on one at a time. A fault is killed when a check finds broken what the fault is known to break; one that is found by others only, or that nothing came by, is not.',
    '',
    ...byKind(results),
    ...[...Map.groupBy(results, ({ profile }) => profile)].sort().flatMap(([profile, own]) => [
      '',
      `### ${profile}`,
      '',
      ...table(
        ['fault', 'fate', 'what it breaks'],
        own.map(({ fault, fate, intended }) => [fault, fate, intended.join(', ')]),
      ),
    ]),
  ];
}

function ofWire({ results, unseen }: NonNullable<Proof['wire']>): string[] {
  const explained = results.filter((result) => isExplained(result, EXPLAINED));
  return [
    '',
    `## Faults on the wire: ${share(results)} killed, ${explained.length} explained`,
    '',
    'A relay between kit and server spoils the messages of the server in every way that their schemas and the sentences about order allow. These are some of each kind, from all over the profiles.',
    '',
    ...byKind(results),
    ...(explained.length === 0
      ? []
      : [
          '',
          'What no check notices, and why none should:',
          '',
          ...table(
            ['fault', 'why'],
            explained.map(({ fault }) => [fault, EXPLAINED[fault] ?? '']),
          ),
        ]),
    ...(unseen.length === 0
      ? []
      : [
          '',
          `Messages that no check of these receives, so that nothing shows whether faults of them are seen: ${unseen.join(', ')}.`,
        ]),
    '',
    `Not tried, because it breaks no sentence and who notices it depends on who is there at the time: ${[...UNDECIDED].join(', ')}.`,
  ];
}

function ofNullServers(shown: readonly Shown[]): string[] {
  return [
    '',
    `## Servers that implement nothing: ${shown.length}`,
    '',
    ...table(
      ['server', 'outcome'],
      shown.map(({ name, note, wrong }) => [name, outcome(note, wrong)]),
    ),
    '',
    'What such a server keeps all the same, and why:',
    '',
    ...table(['MUST', 'why'], Object.entries(KEPT)),
  ];
}

function ofVariants(shown: readonly Shown[]): string[] {
  return [
    '',
    `## Right in another way: ${shown.length}`,
    '',
    'What a server may do otherwise than ours. Nothing may be found wrong with it: no FAIL, WARN, INFO or INCONCLUSIVE.',
    '',
    ...table(
      ['what is otherwise', 'outcome'],
      shown.map(({ name, note, wrong }) => [name, outcome(note, wrong)]),
    ),
  ];
}

function ofIndependent(shown: readonly Shown[]): string[] {
  return [
    '',
    `## Servers of other make: ${shown.length}`,
    '',
    'Small servers that share no code with ours, given nothing but an address and one token. Nothing is found wrong, and every MUST that a token decides is verified.',
    '',
    ...table(
      ['server', 'outcome'],
      shown.map(({ name, note, wrong }) => [name, outcome(note, wrong)]),
    ),
  ];
}

const outcome = (note: string, wrong: readonly string[]): string =>
  wrong.length === 0 ? note : `${note}; WRONG: ${wrong.join('; ')}`;

/** Killed of tried, for each kind and each profile. */
function byKind(results: readonly Result[]): string[] {
  const profiles = [...new Set(results.map(({ profile }) => profile))].sort();
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].sort(([left], [right]) => left.localeCompare(right, 'en'));
  const cells = (own: readonly Result[]): string[] => [
    ...profiles.map((profile) => share(own.filter((result) => result.profile === profile))),
    share(own),
  ];
  return table(
    ['kind', ...profiles, 'all'],
    [...rows.map(([kind, own]) => [kind, ...cells(own)]), ['all', ...cells(results)]],
  );
}

function share(results: readonly Result[]): string {
  if (results.length === 0) return '–';
  return `${results.filter(({ fate }) => fate === 'killed').length} of ${results.length}`;
}

/** Columns are as wide as their widest cell, so that the text can be read as it stands. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}
