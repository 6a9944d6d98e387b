import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenManifest, brokenServer } from './broken.ts';
import { judged, requirement, serveSource } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

/** A place that the kit fills in a manifest. */
const hole = (name: string): string => `\${${name}}`;

const only = (profile: string): string[] => ['--only', `${profile}/fan-out-*`, '--timeout', '1000'];

test('a server that tells one user what was meant for another is told when both are served at once', async () => {
  const manifest = brokenManifest('minimal-cloud', {
    'function deliver(message, userId) {':
      'let meant;\nfunction deliver(message, userId) {\n  [userId, meant] = [meant ?? userId, userId];',
  });
  const { report } = await judged(['--subject', manifest, '--only', 'cloud/fan-out-users', '--timeout', '1000']);
  expect(requirement(report, 'cloud/notification/one-user').verdict).toBe('FAIL');
});

describe('tenants of autosdlc', () => {
  const identities = {
    first: { token: { value: 'ours' } },
    publisher: { token: { value: 'ours-publisher' } },
    'other-tenant': { token: { value: 'theirs' } },
    'other-tenant-publisher': { token: { value: 'theirs-publisher' } },
  };
  const BY_TENANT = {
    'publish(JSON.parse(body).message)': 'publish(JSON.parse(body))',
    'function publish(message) {': 'function publish({ message, token }) {',
    '[...client.subscriptions.values()].some((patterns)':
      'client.tenant === token?.split("-")[0] && [...client.subscriptions.values()].some((patterns)',
    '    authenticated: credentialOf':
      '    tenant: credentialOf(request)?.split("-")[0],\n    authenticated: credentialOf',
  };

  async function verdict(faults: Record<string, string>): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));
    writeFileSync(join(folder, 'server.mjs'), brokenServer('minimal-autosdlc.mjs', faults));
    const subject = {
      name: 'autosdlc with tenants',
      start: { command: ['node', 'server.mjs'], ready: { json: 'url' } },
      profiles: { autosdlc: {} },
      identities,
      emit: { http: { url: '/publish', body: { message: hole('message'), token: hole('token') } } },
    };
    writeFileSync(join(folder, 'subject.json'), JSON.stringify(subject));
    const { report } = await judged(['--subject', join(folder, 'subject.json'), ...only('autosdlc')]);
    return requirement(report, 'autosdlc/subscribe/tenant').verdict;
  }

  test('a server that keeps them apart is green', async () => {
    expect(await verdict(BY_TENANT)).toBe('PASS');
  });

  test('a server that knows none is told', async () => {
    expect(await verdict({})).toBe('INFO');
  });

  test('a server that now and then forgets who publishes is told', async () => {
    const forgetful =
      'function publish({ message, token }) {\n  if (message.data.reason === "theirs 7") token = "ours";';
    expect(await verdict({ ...BY_TENANT, 'function publish(message) {': forgetful })).toBe('INFO');
  });
});

/** Faults that show only while others are served too; each leaves whoever is alone as it was. */
const SOURCES = [
  {
    profile: 'mxf',
    fault: 'writes to whoever was written to last',
    source: () =>
      minimalMxf({
        "target.socket.emit('direct_message', {":
          "latest.target = target;\n    setImmediate(() => latest.target.socket.emit('direct_message', {",
        "...(metadata && { metadata }) });\n  },\n  'message:broadcast'":
          "...(metadata && { metadata }) }));\n  },\n  'message:broadcast'",
        'const agents = new Map();': 'const agents = new Map();\nconst latest = {};',
      }),
    broken: 'mxf/messages/direct',
  },
  {
    profile: 'mxf',
    fault: 'takes the tenth channel for all',
    source: () =>
      minimalMxf({
        'const present = (channel) =>\n  [...channel.members]':
          'const present = (channel) =>\n  (channels.size % 10 === 0 ? [...agents.keys()] : [...channel.members])',
      }),
    broken: 'mxf/messages/members-only',
  },
  {
    profile: 'codex',
    fault: 'streams to whoever asked last',
    source: () =>
      brokenServer('minimal-codex.mjs', {
        '  client.streams.add(requestId);': '  client.streams.add(requestId);\n  latest.client = client;',
        "send(client, { type: 'token', requestId, token });":
          "send(latest.client, { type: 'token', requestId, token });",
        'import { createServer }': 'const latest = {};\nimport { createServer }',
      }),
    broken: 'codex/generate/request-id-equal',
  },
  {
    profile: 'devmentor',
    fault: 'answers whoever asked last',
    source: () =>
      brokenServer('minimal-devmentor.mjs', {
        "    reply(client, message, 'suggestions', found);":
          "    latest.client = client;\n    setImmediate(() => reply(latest.client, message, 'suggestions', found));",
        'import { createServer }': 'const latest = {};\nimport { createServer }',
      }),
    broken: 'devmentor/code-context/answered',
  },
];

test.each(SOURCES)('a server of $profile that $fault is red', async ({ profile, source, broken }) => {
  const server = await serveSource(source());
  try {
    const { code, report } = await judged(['--url', server.url, '--profile', profile, ...only(profile)], {
      AGENTWIRE_TOKEN: 'minimal-key-one',
    });
    expect(requirement(report, broken).verdict).toBe('FAIL');
    expect(code).toBe(1);
  } finally {
    await server.stop();
  }
});
