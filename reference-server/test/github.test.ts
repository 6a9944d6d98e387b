import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../src/endpoint.ts';
import { createLog } from '../src/log.ts';
import { githubService } from '../src/services/github.ts';
import { run, type ServerProcess, serve } from './server-process.ts';
import { type Client, open } from './socket.ts';

const secret = 'test-only-github-secret';

// Typed by hand from GitHub's page about webhook events and payloads, less what nobody reads.
const sender = { login: 'alice', id: 7, type: 'User' };
const repository = { id: 1, name: 'name', full_name: 'owner/name', private: false, owner: { login: 'owner' } };
const issue = {
  id: 1001,
  number: 42,
  title: 'Login fails — sometimes',
  state: 'open',
  html_url: 'https://github.com/owner/name/issues/42',
  updated_at: '2023-12-28T14:54:10Z',
  body: null,
};
const pull = {
  id: 2002,
  number: 7,
  title: 'Mend the login',
  state: 'open',
  merged: false,
  html_url: 'https://github.com/owner/name/pull/7',
  updated_at: '2023-12-28T14:54:20Z',
  head: { ref: 'feature/login', sha: '6dcb09b5' },
  base: { ref: 'main', sha: '7fd1a60b' },
};
const workflowRun = {
  id: 987_654,
  name: 'test',
  status: 'in_progress',
  conclusion: null as string | null,
  head_branch: 'main' as string | null,
  html_url: 'https://github.com/owner/name/actions/runs/987654',
  updated_at: '2023-12-28T14:54:30Z',
};
const opened = { action: 'opened', issue, repository, sender };

interface Delivery {
  event?: string;
  id?: string;
  /** `null` leaves the header out. */
  signature?: string | null;
  path?: string;
}

const sign = (body: string, key = secret, algorithm = 'sha256'): string =>
  `${algorithm}=${createHmac(algorithm, key).update(body).digest('hex')}`;

async function deliver(server: ServerProcess, payload: object | string, delivery: Delivery = {}) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const { event = 'issues', id, signature = sign(body), path = '/autosdlc/hooks/github' } = delivery;
  const headers = new Headers({ 'content-type': 'application/json' });
  if (event) headers.set('x-github-event', event);
  if (id) headers.set('x-github-delivery', id);
  if (signature !== null) headers.set('x-hub-signature-256', signature);
  const response = await fetch(`${server.http}${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

const start = (...args: string[]): Promise<ServerProcess> => serve(['--github-secret', secret, ...args]);

async function subscribe(server: ServerProcess, resourceId = '*', token = 'a'): Promise<Client> {
  const client = await open(`${server.url}/autosdlc/ws?token=${token}`);
  client.send({ type: 'subscribe', data: { resource: 'github', resourceId } });
  await client.settled();
  client.received.length = 0;
  return client;
}

async function received(client: Client) {
  await client.settled();
  return client.received.splice(0);
}

describe('what a subscriber receives', () => {
  const common = { repository: 'owner/name', sender: 'alice' };
  const cases: [string, string, object, string, object][] = [
    [
      'an issue that was opened',
      'issues',
      opened,
      'github_issue_update',
      {
        ...common,
        action: 'opened',
        issueNumber: 42,
        title: 'Login fails — sometimes',
        state: 'open',
        url: 'https://github.com/owner/name/issues/42',
        timestamp: '2023-12-28T14:54:10Z',
      },
    ],
    [
      'a pull request that was merged',
      'pull_request',
      { action: 'closed', number: 7, pull_request: { ...pull, state: 'closed', merged: true }, repository, sender },
      'github_pr_update',
      {
        ...common,
        action: 'closed',
        prNumber: 7,
        title: 'Mend the login',
        state: 'merged',
        branch: 'feature/login',
        url: 'https://github.com/owner/name/pull/7',
        timestamp: '2023-12-28T14:54:20Z',
      },
    ],
    [
      'a pull request that was closed without',
      'pull_request',
      { action: 'closed', number: 7, pull_request: { ...pull, state: 'closed' }, repository, sender },
      'github_pr_update',
      {
        ...common,
        action: 'closed',
        prNumber: 7,
        title: 'Mend the login',
        state: 'closed',
        branch: 'feature/login',
        url: 'https://github.com/owner/name/pull/7',
        timestamp: '2023-12-28T14:54:20Z',
      },
    ],
    [
      'a run that was completed',
      'workflow_run',
      {
        action: 'completed',
        workflow_run: { ...workflowRun, status: 'completed', conclusion: 'success' },
        workflow: { id: 3, name: 'test' },
        repository,
        sender,
      },
      'github_workflow_update',
      {
        ...common,
        action: 'completed',
        runId: 987_654,
        workflowName: 'test',
        status: 'completed',
        conclusion: 'success',
        branch: 'main',
        url: 'https://github.com/owner/name/actions/runs/987654',
        timestamp: '2023-12-28T14:54:30Z',
      },
    ],
    [
      'a run under way, without branch and name',
      'workflow_run',
      {
        action: 'in_progress',
        workflow_run: { ...workflowRun, name: null, head_branch: null },
        workflow: { id: 3, name: 'nightly' },
        repository,
        sender,
      },
      'github_workflow_update',
      {
        ...common,
        action: 'in_progress',
        runId: 987_654,
        workflowName: 'nightly',
        status: 'in_progress',
        url: 'https://github.com/owner/name/actions/runs/987654',
        timestamp: '2023-12-28T14:54:30Z',
      },
    ],
  ];
  test.each(cases)('of %s', async (_, event, payload, type, data) => {
    const server = await start();
    const client = await subscribe(server, 'owner/name');
    expect(await deliver(server, payload, { event, id: '72d3162e' })).toEqual({ status: 202, body: { recipients: 1 } });
    expect(await received(client)).toEqual([
      {
        id: 'evt-72d3162e',
        type,
        timestamp: expect.any(Number),
        data,
        metadata: { version: '1.0', source: 'github-webhooks' },
      },
    ]);
  });

  test('who subscribed to another repository nothing', async () => {
    const server = await start();
    const client = await subscribe(server, 'owner/other');
    expect((await deliver(server, opened)).body).toEqual({ recipients: 0 });
    expect(await received(client)).toEqual([]);
  });

  test('in the tenant of the option only', async () => {
    const apiKeys = [
      { key: 'inside', userId: 'a', tenant: 'acme' },
      { key: 'outside', userId: 'a' },
    ];
    const server = await serve(['--github-secret', secret, '--github-tenant', 'acme'], { apiKeys });
    const inside = await subscribe(server, '*', 'inside');
    const outside = await subscribe(server, '*', 'outside');
    expect((await deliver(server, opened)).body).toEqual({ recipients: 1 });
    expect(await received(inside)).toHaveLength(1);
    expect(await received(outside)).toEqual([]);
  });
});

describe('the signature', () => {
  test('is GitHub’s own, by the example of its documentation', async () => {
    const server = await serve(['--github-secret', "It's a Secret to Everybody"]);
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(await deliver(server, 'Hello, World!', { event: 'ping', signature })).toMatchObject({ status: 200 });
    expect(await deliver(server, 'Hello, World?', { event: 'ping', signature })).toMatchObject({ status: 401 });
  });

  const body = JSON.stringify(opened);
  test.each<[string, string | null]>([
    ['none', null],
    ['an empty one', ''],
    ['one by another secret', sign(body, 'another secret')],
    ['one of another body', sign(`${body} `)],
    ['one by another algorithm', sign(body, secret, 'sha1')],
    ['one by another algorithm of the same length', sign(body).replace('sha256', 'sha512')],
    ['the bare digest', sign(body).slice('sha256='.length)],
    ['one cut short', sign(body).slice(0, -1)],
    ['characters beyond ASCII', `sha256=${'é'.repeat(64)}`],
  ])('%s is refused with 401, and nobody hears of it', async (_, signature) => {
    const server = await start();
    const client = await subscribe(server);
    expect(await deliver(server, body, { signature })).toMatchObject({
      status: 401,
      body: { error: { code: 'INVALID_SIGNATURE' } },
    });
    expect(await received(client)).toEqual([]);
    await expect.poll(() => server.stderr.some((line) => line.includes('without a good signature'))).toBe(true);
    expect(server.stderr.join()).not.toContain(secret);
  });
});

describe('the route', () => {
  test('is not there without a secret, nor under a profile without the events', async () => {
    expect(await deliver(await serve(), opened)).toMatchObject({ status: 404 });
    expect(await deliver(await serve(['--github-secret', '']), opened)).toMatchObject({ status: 404 });
    expect(await deliver(await start(), opened, { path: '/cloud/hooks/github' })).toMatchObject({ status: 404 });
  });

  test('takes its secret from the environment', async () => {
    const running = run(['--port', '0'], { AGENTWIRE_GITHUB_SECRET: secret });
    await expect.poll(() => running.stdout.length).toBe(1);
    const http = JSON.parse(running.stdout[0] ?? '').url.replace('ws:', 'http:');
    expect(await deliver({ http } as ServerProcess, opened)).toMatchObject({ status: 202 });
  });

  test('answers a ping', async () => {
    const ping = { zen: 'Design for failure.', hook_id: 1, hook: { type: 'Repository' } };
    expect(await deliver(await start(), ping, { event: 'ping' })).toEqual({ status: 200, body: { message: 'pong' } });
  });

  test.each(['push', 'issue_comment', '__proto__', 'constructor'])('accepts %s and ignores it', async (event) => {
    const server = await start();
    const client = await subscribe(server);
    expect(await deliver(server, { ref: 'refs/heads/main', repository, sender }, { event })).toEqual({
      status: 202,
      body: { ignored: `${event} is no event here` },
    });
    expect(await received(client)).toEqual([]);
  });

  test('ignores a delivery that comes again, and no other', async () => {
    const server = await start();
    const client = await subscribe(server);
    expect((await deliver(server, opened, { id: 'one' })).body).toEqual({ recipients: 1 });
    expect(await deliver(server, opened, { id: 'one' })).toEqual({
      status: 202,
      body: { ignored: 'the delivery was taken before' },
    });
    expect((await deliver(server, opened, { id: 'two' })).body).toEqual({ recipients: 1 });
    expect((await deliver(server, opened)).body).toEqual({ recipients: 1 });
    expect((await deliver(server, opened)).body).toEqual({ recipients: 1 });
    expect(await received(client)).toHaveLength(4);
  });

  test('remembers no delivery that was refused', async () => {
    const server = await start();
    expect((await deliver(server, opened, { id: 'one', signature: 'sha256=' })).status).toBe(401);
    expect((await deliver(server, { ...opened, action: 7 }, { id: 'one' })).status).toBe(400);
    expect((await deliver(server, opened, { id: 'one' })).body).toEqual({ recipients: 0 });
  });

  test('remembers the latest 10,000 deliveries', async () => {
    let published = 0;
    const endpoint = { publish: () => ++published } as unknown as Endpoint;
    const service = githubService({
      endpoint,
      secret,
      tenant: 'default',
      remembered: new Set(),
      log: createLog('silent'),
    });
    const body = Buffer.from('{}');
    const take = (id: number) =>
      service({
        headers: new Map([
          ['x-hub-signature-256', sign('{}')],
          ['x-github-event', 'issues'],
          ['x-github-delivery', String(id)],
        ]),
        body,
      });
    for (let id = 0; id <= 10_000; id++) await take(id);
    await take(1);
    expect(published).toBe(10_001);
    await take(0);
    expect(published).toBe(10_002);
  });

  test.each<[string, object | string, Delivery]>([
    ['no event', opened, { event: '' }],
    ['no JSON', '{', {}],
    ['a form', `payload=${encodeURIComponent(JSON.stringify(opened))}`, {}],
    ['no object', '[]', {}],
    ['no issue', { action: 'opened', repository, sender }, {}],
    ['an issue that is none', { ...opened, issue: 'issue' }, {}],
    ['a number that is none', { ...opened, issue: { ...issue, number: '42' } }, {}],
    ['no repository', { action: 'opened', issue, sender }, {}],
    ['a time that is none', { ...opened, issue: { ...issue, updated_at: 'yesterday' } }, {}],
    [
      'a run without any name',
      { action: 'requested', workflow_run: { ...workflowRun, name: null } },
      { event: 'workflow_run' },
    ],
  ])('refuses %s with 400', async (_, payload, delivery) => {
    expect(await deliver(await start(), payload, delivery)).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_REQUEST', message: expect.any(String) } },
    });
  });

  test('reads 4 MiB and answers 413 to more, up to what GitHub sends, and lives on', async () => {
    const server = await start();
    const padded = (bytes: number): string => {
      const body = JSON.stringify(opened);
      return body + ' '.repeat(bytes - Buffer.byteLength(body));
    };
    expect((await deliver(server, padded(4 << 20))).status).toBe(202);
    expect((await deliver(server, padded((4 << 20) + 1))).status).toBe(413);
    expect((await deliver(server, padded(25 << 20))).status).toBe(413);
    expect((await deliver(server, opened)).status).toBe(202);
  });
});
