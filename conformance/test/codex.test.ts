import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { channelAddress, parametersOf } from '../src/address.ts';
import type { Decision } from '../src/check.ts';
import { emitBy } from '../src/emit.ts';
import { play } from '../src/scenario/interpreter.ts';
import { needsOf } from '../src/scenario/needs.ts';
import type { Step } from '../src/scenario/step.ts';
import { environmentAt } from './here.ts';
import { ids, judged, requirement, serve, serveSource, subject } from './kit.ts';

describe('a correct minimal codex server', () => {
  test('given a URL and one identity, every T0 MUST is verified and nothing is wrong', async () => {
    const server = await serve('minimal-codex.mjs');
    try {
      const { code, report } = await judged(['--url', server.url, '--profile', 'codex'], {
        AGENTWIRE_TOKEN: 'a-single-token',
      });
      expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
      expect(code).toBe(0);
      const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
      expect(open.map((one) => one.id)).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test('with a way to publish, only what takes time or further identities stays open', async () => {
    const { code, report } = await judged(['--subject', subject('minimal-codex.json')]);
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    const needs = report.requirements.filter((one) => one.verdict === 'UNTESTABLE').map((one) => one.needs);
    expect(needs.every((list) => list.some((need) => need === 'time' || need.startsWith('identity:')))).toBe(true);
  });

  test('no id is used twice, and frames of no name differ where messages of the channel do', async () => {
    const server = await serve('minimal-codex.mjs');
    try {
      const only = ['generate', 'create_workflow', 'invalid', 'unknown'];
      const { report } = await judged(
        [
          ...['--url', server.url, '--profile', 'codex'],
          ...only.flatMap((name) => ['--only', `codex/derived/codexStream/${name}`]),
          ...only.flatMap((name) => ['--only', `codex/derived/codexAgents/${name}`]),
        ],
        { AGENTWIRE_TOKEN: 'a-single-token' },
      );
      expect(ids(report, 'FAIL', 'WARN', 'INFO')).toEqual([]);
      const frames = report.checks
        .flatMap((check) => check.transcript)
        .filter((entry) => entry.event === 'sent')
        .map((entry) => JSON.parse(entry.text))
        .filter((frame) => typeof frame === 'object' && frame !== null);
      const used = frames.map((frame) => frame.id).filter((id) => Number.isInteger(id) || typeof id === 'string');
      expect(used.length).toBeGreaterThan(20);
      expect(used.filter((id, index) => id !== 42 && used.indexOf(id) !== index)).toEqual([]);
      expect(frames.some((frame) => frame.type === 'no-such-message')).toBe(true);
      expect(frames.some((frame) => Object.hasOwn(frame, 'event'))).toBe(false);
    } finally {
      await server.stop();
    }
  });

  test('the full address of a project is recognised, and its id is used', async () => {
    const server = await serve('minimal-codex.mjs');
    try {
      const address = `${server.url}/v1/projects/my%20project/stream`;
      const { report } = await judged(
        [
          '--url',
          address,
          '--profile',
          'codex',
          '--only',
          'codex/endpoint-project',
          '--only',
          'codex/derived/codexProject/watch_file',
        ],
        { AGENTWIRE_TOKEN: 'a-single-token' },
      );
      expect(requirement(report, 'codex/connection/project').verdict).toBe('PASS');
      const [check] = report.checks.filter((one) => one.id === 'codex/endpoint-project');
      expect(check?.transcript[0]?.text).toContain('/v1/projects/my%20project/stream');
      const sent = report.checks.flatMap((one) => one.transcript).filter((entry) => entry.event === 'sent');
      expect(sent.some((entry) => entry.text.includes('"projectId":"my project"'))).toBe(true);
      expect(sent.some((entry) => entry.text.includes('project-123'))).toBe(false);
    } finally {
      await server.stop();
    }
  });
});

describe('a server that knows its projects', () => {
  const from = '  (common ? EVERYWHERE : client.handlers)';
  const knowing = (): string =>
    readFileSync(subject('minimal-codex.mjs'), 'utf8').replace(
      from,
      `  if (!common && client.projectId !== undefined && client.projectId !== 'known')
        return refuse(client, 'not_found', 'There is no such project');\n${from}`,
    );
  const args = (url: string): string[] => ['--url', url, '--profile', 'codex', '--timeout', '1500'];

  test('is not blamed for refusing the document example, and it is said what to give', async () => {
    const server = await serveSource(knowing());
    try {
      const { report, stdout } = await judged(args(server.url), { AGENTWIRE_TOKEN: 'a-single-token' });
      expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
      expect(requirement(report, 'codex/authentication/message').verdict).toBe('PASS');
      expect(requirement(report, 'codex/context/analysis').verdict).toBe('UNTESTABLE');
      expect(stdout).toContain('--parameter id=…');
    } finally {
      await server.stop();
    }
  });

  test('is judged in full when one of them is named', async () => {
    const server = await serveSource(knowing());
    try {
      const { report } = await judged([...args(server.url), '--parameter', 'id=known'], {
        AGENTWIRE_TOKEN: 'a-single-token',
      });
      expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
      const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
      expect(open.map((one) => one.id)).toEqual([]);
      expect(requirement(report, 'codex/context/analysis').verdict).toBe('PASS');
    } finally {
      await server.stop();
    }
  });
});

/** One change of the minimal server each, and the requirement that it breaks. */
const MUTANTS: [name: string, from: string, to: string, broken: string][] = [
  [
    'ids come back as text',
    "type: 'token', requestId,",
    "type: 'token', requestId: String(requestId),",
    'generate/request-id-equal',
  ],
  [
    'a stream begins twice',
    'const text = textFor(message);',
    "const text = textFor(message); send(client, { type: 'stream_start', requestId });",
    'generate/start-once',
  ],
  ['a stream never ends', "type: 'stream_end',\n", "type: 'stream_over',\n", 'generate/end-once'],
  [
    'a token follows the end',
    'usage: { promptTokens,',
    "late: void setTimeout(() => send(client, { type: 'token', requestId, token: '' }), 0), usage: { promptTokens,",
    'generate/nothing-after-end',
  ],
  [
    'an event follows the end of a run',
    'workflow.running = false;',
    "workflow.running = false; setTimeout(() => tell('agent_progress', { agentId: 'x', progress: 1, step: 'Late' }), 0);",
    'workflow/nothing-after-end',
  ],
  [
    'tokens come backwards',
    'for (const token of tokens) {',
    'for (const token of tokens.toReversed()) {',
    'generate/text-order',
  ],
  [
    'the first token comes before the start',
    'const startedAt = Date.now();\n  send(',
    "const startedAt = Date.now();\n  send(client, { type: 'token', requestId, token: '' });\n  send(",
    'generate/start-first',
  ],
  ['auth is passed over', 'client.authenticated = true;', '', 'authentication/message'],
  ['no key is asked for', '!common && !client.authenticated', 'false', 'authentication/no-request-before'],
  [
    'a second key is an error',
    "auth: (client, { token, version: spoken = '2.0.0' }) => {",
    "auth: (client, { token, version: spoken = '2.0.0' }) => {\n    if (client.authenticated) return fail(client, 'Twice');",
    'authentication/both',
  ],
  [
    'sequential agents run side by side',
    "if (coordination === 'sequential')",
    "if (coordination === 'one by one')",
    'workflow/sequential',
  ],
  [
    'parallel agents run one by one',
    "if (coordination === 'sequential')",
    "if (coordination !== 'parallel_then_merge')",
    'workflow/parallel',
  ],
  ['nobody merges', "if (coordination === 'parallel_then_merge') {", 'if (false) {', 'workflow/merge'],
  [
    'an agent reports before it starts',
    "tell('agent_started', { agentId, agentType, task });",
    "tell('agent_progress', { agentId, progress: 0, step: 'Early' }); tell('agent_started', { agentId, agentType, task });",
    'workflow/agent-order',
  ],
  [
    'a run ends twice',
    'workflow.running = false;',
    "workflow.running = false; tell('workflow_completed', { results: {} });",
    'workflow/one-end',
  ],
  ['an end has no results', 'results: Object.fromEntries(results),', '', 'workflow/results'],
  [
    'pings are answered once',
    'ping: (client, { timestamp }) => send(',
    'ping: (client, { timestamp }) => (client.pings = (client.pings ?? 0) + 1) < 5 && send(',
    'heartbeat/pong',
  ],
  [
    'the version is no number',
    "type: 'context_sync', version,",
    "type: 'context_sync', version: String(version),",
    'context/sync',
  ],
  ['all suggestions arrive', 'message.confidence >= wanted.threshold', 'true', 'suggestions/threshold'],
  ['all kinds arrive', 'wanted?.types.includes(message.suggestionType)', 'wanted', 'suggestions/types'],
  [
    'suggestions come unasked',
    'wanted?.types.includes(message.suggestionType) && message.confidence >= wanted.threshold',
    'true',
    'suggestions/not-asked',
  ],
  [
    'a change is swallowed',
    'watched.has(message.filePath)',
    "watched.has(message.filePath) && message.changeType !== 'deleted'",
    'context/watched',
  ],
];

describe('a server with one fault', () => {
  test.each(MUTANTS)('%s', async (_, from, to, broken) => {
    const source = readFileSync(subject('minimal-codex.mjs'), 'utf8');
    expect(source.split(from)).toHaveLength(2);
    const server = await serveSource(source.replace(from, () => to));
    try {
      const decisions = await decisionsAbout(`codex/${broken}`, new URL(server.url));
      expect(decisions.map(({ outcome }) => outcome)).toContain('fail');
    } finally {
      await server.stop();
    }
  });

  test('is told from one without', async () => {
    const server = await serve('minimal-codex.mjs');
    try {
      for (const broken of new Set(MUTANTS.map((mutant) => mutant[3]))) {
        const decisions = await decisionsAbout(`codex/${broken}`, new URL(server.url));
        expect(new Set(decisions.map(({ outcome }) => outcome)), broken).toEqual(new Set(['pass']));
      }
    } finally {
      await server.stop();
    }
  });
});

/** What the scenarios that can decide a requirement, and that need no files, say about it. */
async function decisionsAbout(requirement: string, base: URL): Promise<Decision[]> {
  const environment = environmentAt('codex', base, {
    address: (channel, given) => channelAddress(base, channel, { ...parametersOf(channel, {}), ...given }),
    emit: emitBy({
      mapping: { http: { url: '/publish', body: { message: `\${message}` } } },
      root: base,
      folder: '.',
      timeoutMs: 2_000,
    }),
  });
  const scenarios = environment.profile.scenarios
    .filter((scenario) => scenario.requirements.includes(requirement))
    .filter(({ steps }) => needsOf(steps as unknown as Step[], environment.profile).every((need) => GIVEN.has(need)));
  const results = await Promise.all(scenarios.map((scenario) => play(scenario, environment)));
  return results.flatMap(({ decisions }) => decisions.filter((decision) => decision.requirement === requirement));
}

const GIVEN = new Set(['identity', 'emit']);
