// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources that the rules read
import { describe, expect, test } from 'vitest';
import { findIn } from '../src/services/suggestions/find-in.ts';
import { lineRules, treeRules } from '../src/services/suggestions/rules/all.ts';

interface Case {
  /** File whose name gives the language; a.ts. */
  path?: string;
  /** Source that the rule strikes, and in which line; 1. */
  hit: string;
  line?: number;
  /** Sources next to it that it leaves alone. */
  misses: string[];
}

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `  work(${index});`).join('\n');

const cases: Record<string, Case[]> = {
  'assignment-in-condition': [
    { hit: 'go();\nif (a = b) go();', line: 2, misses: ['if (a === b) go();', 'if ((a = b)) go();'] },
    {
      hit: 'while (line = next()) go(line);',
      misses: ['while ((line = next()) !== null) go(line);', 'do go(); while (a += 1);'],
    },
    { hit: 'for (let i = 0; i = 3; i++) go();', misses: ['for (let i = 0; i < 3; i = i + 1) go();', 'for (;;) go();'] },
  ],
  'nan-comparison': [
    { hit: 'ok = value === NaN;', misses: ['ok = Number.isNaN(value);', 'ok = value + NaN;'] },
    { hit: 'ok = Number.NaN != value;', misses: ['ok = other.NaN !== value;'] },
  ],
  'typeof-misspelt': [
    { hit: "ok = typeof a === 'strnig';", misses: ["ok = typeof a === 'string';", 'ok = typeof a === typeof b;'] },
    { hit: "ok = 'array' !== typeof a;", misses: ["ok = kind(a) === 'array';"] },
  ],
  'unreachable-code': [
    {
      hit: 'function f() {\n  return 1;\n  go();\n}',
      line: 3,
      misses: ['function f() {\n  return g();\n  function g() {}\n}', 'function f() {\n  if (a) return 1;\n  go();\n}'],
    },
    {
      hit: 'switch (a) {\n  case 1:\n    break;\n    go();\n}',
      line: 4,
      misses: ['switch (a) {\n  case 1:\n    break;\n  default:\n    go();\n}'],
    },
  ],
  'async-in-for-each': [
    {
      hit: 'list.forEach(async (one) => { await go(one); });',
      misses: ['list.map(async (one) => { await go(one); });', 'list.forEach((one) => go(one));'],
    },
  ],
  'async-executor': [
    {
      hit: 'new Promise(async (settle) => settle(await go()));',
      misses: ['new Promise((settle) => go(settle));', 'new Job(async () => go());'],
    },
  ],
  'duplicate-key': [
    {
      hit: 'a = {\n  one: 1,\n  two: 2,\n  one: 3,\n};',
      line: 4,
      misses: ['a = { one: 1, [one]: 2 };', 'a = { get one() { return 1; }, set one(value) {} };'],
    },
    { hit: "a = { 'one': 1, one: 2 };", misses: ['a = { one: { one: 1 } };'] },
  ],
  'code-from-text': [
    { hit: 'eval(text);', misses: ['parser.eval(text);', 'const evaluate = () => 1;'] },
    { hit: "new Function('a', body);", misses: ['new Functions(body);'] },
    { hit: "setTimeout('go()', 10);", misses: ['setTimeout(() => go(), 10);', 'setTimeout(go, 10);'] },
  ],
  'html-from-value': [
    { hit: 'box.innerHTML = name;', misses: ["box.innerHTML = '<b>fixed</b>';", 'box.textContent = name;'] },
    { hit: 'document.write(name);', misses: ["document.write('<hr>');", 'stream.write(name);'] },
    {
      hit: "box.insertAdjacentHTML('beforeend', name);",
      misses: ["box.insertAdjacentHTML('beforeend', '<hr>');", "box.insertAdjacentText('beforeend', name);"],
    },
  ],
  'sql-from-values': [
    {
      hit: 'db.query(`SELECT * FROM users WHERE id = ${id}`);',
      misses: [
        'sql`SELECT * FROM users WHERE id = ${id}`;',
        'log(`Select a user from the list: ${id}`.length);',
        "db.query('SELECT * FROM users WHERE id = ?', [id]);",
      ],
    },
    {
      hit: "db.query('DELETE FROM users WHERE id = ' + id + ' LIMIT 1');",
      misses: ["db.query('DELETE FROM users ' + 'WHERE id = ?', [id]);", "log('Deleted from users: ' + id);"],
    },
  ],
  'command-from-values': [
    { hit: 'exec(`rm -r ${folder}`);', misses: ["execFile('rm', ['-r', folder]);", "exec('ls -l');"] },
    { hit: "child_process.execSync('cat ' + name);", misses: ['pattern.exec(`a${b}`);'] },
  ],
  'weak-hash': [
    { hit: "createHash('md5').update(text);", misses: ["createHash('sha256').update(text);", 'createHash(name);'] },
  ],
  'certificate-unchecked': [
    {
      hit: 'connect({ host, rejectUnauthorized: false });',
      misses: ['connect({ host, rejectUnauthorized: true });', 'connect({ host, rejectUnauthorized });'],
    },
  ],
  'guessable-secret': [
    {
      hit: 'const sessionToken = Math.random().toString(36);',
      misses: ['const delay = Math.random() * 100;', 'const token = randomUUID();'],
    },
  ],
  'await-in-loop': [
    {
      hit: 'async function f(list) {\n  for (const one of list) {\n    await go(one);\n  }\n}',
      line: 3,
      misses: [
        'async function f(list) {\n  for await (const one of list) go(one);\n}',
        'async function f(list) {\n  for (const one of list) if (await go(one)) return one;\n}',
        'async function f(list) {\n  let last;\n  for (const one of list) last = await go(one, last);\n}',
        'async function f(list) {\n  for (const one of list) later(async () => { await go(one); });\n}',
      ],
    },
  ],
  'sync-call-in-async-function': [
    {
      hit: 'async function f() {\n  return readFileSync(path);\n}',
      line: 2,
      misses: [
        'function f() {\n  return readFileSync(path);\n}',
        'async function f() {\n  return readFile(path);\n}',
        'const text = fs.readFileSync(path);',
      ],
    },
  ],
  'regexp-in-loop': [
    {
      hit: "for (const one of list) {\n  if (new RegExp('^a+').test(one)) go(one);\n}",
      line: 2,
      misses: [
        'for (const one of list) go(new RegExp(one));',
        "const start = new RegExp('^a+');",
        "for (const one of list) later(() => new RegExp('^a+'));",
      ],
    },
  ],
  'copy-in-loop': [
    {
      hit: 'for (const one of list) all = [...all, one];',
      misses: [
        'for (const one of list) all = [...other, one];',
        'all = [...all, one];',
        'for (const one of list) all.push(one);',
      ],
    },
    { hit: 'while (more()) all = all.concat(next());', misses: ['while (more()) all = before.concat(next());'] },
    {
      hit: 'list.reduce((all, one) => ({ ...all, [one.id]: one }), {});',
      misses: ['list.reduce((all, one) => ({ ...one, all }), {});', 'list.map((all) => ({ ...all, a: 1 }));'],
    },
  ],
  'json-clone': [
    {
      hit: 'const copy = JSON.parse(JSON.stringify(value));',
      misses: ['const copy = JSON.parse(JSON.stringify(value, replacer));', 'const copy = JSON.parse(text);'],
    },
  ],
  'filter-for-one': [
    {
      hit: 'const one = list.filter(isBig)[0];',
      misses: ['const one = list.find(isBig);', 'const one = list.filter(isBig)[1];'],
    },
    {
      hit: 'if (list.filter(isBig).length > 0) go();',
      misses: ['if (list.filter(isBig).length > 3) go();', 'if (list.length > 0) go();'],
    },
  ],
  'var-declaration': [{ hit: 'var a = 1;', misses: ['let a = 1;', 'declare var a: number;'] }],
  'unused-import': [
    {
      hit: "import { used, unused } from 'm';\nused();",
      misses: [
        "import { used } from 'm';\nused();",
        "import 'm';",
        "import { Used } from 'm';\nlet a: Used;",
        "import { used } from 'm';\nexport { used };",
      ],
    },
    {
      path: 'a.tsx',
      hit: "import Box from './box';\nimport Other from './other';\nexport const a = <Other />;",
      misses: [
        "import Box from './box';\nexport const a = <Box />;",
        "import React from 'react';\nexport const a = <b />;",
      ],
    },
  ],
  'long-function': [
    { hit: `function f() {\n${lines(79)}\n}`, misses: [`function f() {\n${lines(78)}\n}`, lines(200)] },
  ],
  'nested-conditional': [
    { hit: 'a = b ? (c ? 1 : 2) : 3;', misses: ['a = b ? 1 : c ? 2 : 3;', 'a = b ? pick(c ? 1 : 2) : 3;'] },
  ],
  'many-parameters': [
    { hit: 'function f(a, b, c, d, e, g) {}', misses: ['function f(a, b, c, d, e) {}', 'f(a, b, c, d, e, g);'] },
  ],
  'loose-equality': [
    { hit: 'ok = a == b;', misses: ['ok = a == null;', 'ok = a === b;', "ok = typeof a == 'string';"] },
  ],
  'empty-catch': [
    {
      hit: 'try {\n  go();\n} catch {}',
      line: 3,
      misses: [
        'try {\n  go();\n} catch {\n  // nothing to clear up\n}',
        'try {\n  go();\n} catch (error) {\n  log(error);\n}',
      ],
    },
  ],
  'debugger-statement': [{ hit: 'debugger;', misses: ["log('debugger');"] }],
  'thrown-literal': [{ hit: "throw 'wrong';", misses: ["throw new Error('wrong');", 'throw error;'] }],
  'hard-coded-secret': [
    {
      hit: "const password = 'hunter2-hunter2';",
      misses: [
        'const password = process.env.PASSWORD;',
        "const password = 'your-password-1';",
        "const passwordLabel = 'Type your 2nd password';",
        "// password = 'hunter2-hunter2'",
        "const tokenUrl = 'https://host/token';",
      ],
    },
    {
      path: 'a.py',
      hit: 'API_KEY = "9f8e7d6c5b4a"',
      misses: ['API_KEY = os.environ["API_KEY"]', 'KEYBOARD = "9f8e7d6c5b4a"'],
    },
    {
      path: 'a.yaml',
      hit: 'db:\n  password: "s3cret-s3cret"',
      line: 2,
      misses: ['db:\n  password: "${DB_PASSWORD_1}"'],
    },
  ],
  'published-key': [
    {
      path: 'a.txt',
      hit: '-----BEGIN RSA PRIVATE KEY-----',
      misses: ['-----BEGIN PUBLIC KEY-----', 'AKIA is a prefix'],
    },
    { path: 'a.go', hit: `key := "AKIA${'A1B2'.repeat(4)}"`, misses: [`key := "AKIA${'a1b2'.repeat(4)}"`] },
  ],
  'conflict-marker': [
    { path: 'a.md', hit: 'a\n<<<<<<< HEAD\nb', line: 2, misses: ['a\n=======\nb', '  <<<<<<< HEAD', '<<<<<<<<< many'] },
  ],
  'bare-except': [
    {
      path: 'a.py',
      hit: 'try:\n  go()\nexcept:\n  pass',
      line: 3,
      misses: ['try:\n  go()\nexcept ValueError:\n  pass'],
    },
  ],
  'none-comparison': [{ path: 'a.py', hit: 'if a == None:', misses: ['if a is None:', 'a = None', '# a == None'] }],
  'mutable-default': [{ path: 'a.py', hit: 'def f(a, b=[]):', misses: ['def f(a, b=None):', 'b = []'] }],
};

const flat = Object.entries(cases).flatMap(([rule, list]) =>
  list.map((one) => ({ rule, path: 'a.ts', line: 1, ...one })),
);

describe('the rules', () => {
  test.each(flat)('$rule strikes $hit', ({ rule, path, hit, line }) => {
    const found = findIn({ path, language: '', text: hit }).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.line)).toEqual([line]);
  });

  test.each(flat.flatMap(({ rule, path, misses }) => misses.map((text) => ({ rule, path, text }))))(
    '$rule leaves alone $text',
    ({ rule, path, text }) => {
      const found = findIn({ path, language: '', text: `${text}\n;var parsed;` }).map((finding) => finding.rule);
      // A source with a syntax error is left alone by every rule, which would prove nothing.
      if (path.startsWith('a.ts')) expect(found.pop()).toBe('var-declaration');
      expect(found).not.toContain(rule);
    },
  );

  test('each has a case, an id of its own, and says what the wire asks for', () => {
    const rules = [...treeRules, ...lineRules];
    expect(rules.map(({ rule }) => rule).sort()).toEqual(Object.keys(cases).sort());
    expect(new Set(rules.map(({ type }) => type))).toEqual(
      new Set(['improvements', 'bugs', 'optimizations', 'security', 'performance', 'best_practices']),
    );
    for (const { rule, title, suggestion, reasoning, confidence } of rules) {
      expect(
        [title, suggestion, reasoning].every((text) => text.length > 8),
        rule,
      ).toBe(true);
      expect(confidence > 0 && confidence <= 1, rule).toBe(true);
    }
  });

  test('rules of one language keep out of the others', () => {
    expect(findIn({ path: 'a.ts', language: '', text: '// \nexcept:' })).toEqual([]);
    expect(findIn({ path: 'a.py', language: '', text: 'var a = 1' })).toEqual([]);
    expect(findIn({ path: 'untitled', language: 'TypeScript', text: 'var a = 1' })).toHaveLength(1);
    expect(findIn({ path: 'a.ts', language: 'python', text: 'var a = 1' })).toEqual([]);
  });

  test('findings come by line, and the same source has the same', () => {
    const text = "var a = 1;\nif (a == 2) throw 'x';\ndebugger;\n";
    const found = findIn({ path: 'a.js', language: 'javascript', text });
    expect(found.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      '1 var-declaration',
      '2 loose-equality',
      '2 thrown-literal',
      '3 debugger-statement',
    ]);
    expect(findIn({ path: 'a.js', language: 'javascript', text })).toEqual(found);
  });

  test('lines of a source with Windows line ends or characters beyond the first plane are right', () => {
    expect(findIn({ path: 'a.ts', language: '', text: "// 😀😀\r\nlet a = '😀';\r\nvar b = 1;" })[0]?.line).toBe(3);
  });

  test('a source with a syntax error has the findings of the line rules', () => {
    const text = "var a = ;\nconst password = 'hunter2-hunter2';";
    expect(findIn({ path: 'a.ts', language: '', text }).map(({ rule }) => rule)).toEqual(['hard-coded-secret']);
  });

  test('one rule strikes at most 20 times and all together at most 100', () => {
    expect(findIn({ path: 'a.ts', language: '', text: 'var a;\n'.repeat(500) })).toHaveLength(20);
    const all = Object.values(cases).flatMap((list) =>
      list.filter(({ path }) => path === undefined).map(({ hit }) => hit),
    );
    const blocks = all.filter((hit) => !hit.startsWith('import')).map((hit) => `{\n${hit}\n}\n`);
    expect(findIn({ path: 'a.ts', language: '', text: blocks.join('').repeat(20) })).toHaveLength(100);
  });
});
