// A small and correct server for the profile `codex`: every MUST and SHOULD, no optional capability.
// Any key is good but a JSON Web Token, for which there is no key. One file of a project is like another:
// what changes, and what there is to suggest, comes by POST /publish {"message": …}.
import { createServer } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

const PROBE_MS = 30_000;
const SILENCE_MS = 60_000;
const PENDING_MS = 10_000;
const COORDINATIONS = ['sequential', 'parallel', 'parallel_then_merge'];
const ANALYSES = ['full', 'incremental', 'focused'];

const clients = new Set();

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const isWhole = (value) => Number.isInteger(value);
const isFlag = (value) => typeof value === 'boolean';
const isCount = (value) => isWhole(value) && value >= 0;
const absentOr = (test) => (value) => value === undefined || test(value);
const isKey = (token) => isText(token) && token !== '' && token.split('.').length !== 3;

const send = (client, message) => client.socket.readyState === 1 && client.socket.send(JSON.stringify(message));
const refuse = (client, code, message, more = {}) => send(client, { type: 'error', code, message, ...more });

// --- code generation

const textFor = ({ prompt, constraints = {} }) =>
  ['// What was asked for:', `// ${prompt}`, 'export function answer() {', '  return 42;', '}', '']
    .slice(0, constraints.maxLines)
    .join('\n');

async function generate(client, message) {
  const { id: requestId, prompt, model = 'claude-3-opus', stream = true } = message;
  if (client.streams.has(requestId)) {
    return refuse(client, 'invalid_request', 'The id is in use', { details: { id: requestId } });
  }
  client.streams.add(requestId);
  const startedAt = Date.now();
  send(client, { type: 'stream_start', requestId, model, timestamp: startedAt });
  const text = textFor(message);
  const tokens = stream ? text.match(/\s*\S+|\s+$/g) : [text];
  for (const token of tokens) {
    await turn();
    send(client, { type: 'token', requestId, token });
  }
  client.streams.delete(requestId);
  const [promptTokens, completionTokens] = [prompt.split(' ').length, tokens.length];
  send(client, {
    type: 'stream_end',
    requestId,
    metadata: { model, finishReason: 'stop', durationMs: Date.now() - startedAt },
    usage: { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens },
  });
}

// --- workflows

async function runAgent(tell, { agentId, agentType }, task) {
  tell('agent_started', { agentId, agentType, task });
  for (const progress of [0, 50, 100]) {
    await turn();
    tell('agent_progress', { agentId, progress, step: `Step at ${progress} %` });
  }
  const result = { done: true };
  tell('agent_completed', { agentId, result, artifacts: [] });
  return [agentId, result];
}

async function execute(client, { workflowId, task }) {
  const tell = (event, more) => send(client, { event, type: 'workflow_event', workflowId, ...more });
  const workflow = client.workflows.get(workflowId);
  if (!workflow) return tell('workflow_error', { error: 'There is no such workflow' });
  if (workflow.running) return refuse(client, 'invalid_request', 'The workflow still runs', { workflowId });
  workflow.running = true;
  const startedAt = Date.now();
  const { agents, coordination } = workflow;
  const run = (agent) => runAgent(tell, agent, JSON.stringify(task));
  const results = [];
  if (coordination === 'sequential') for (const agent of agents) results.push(await run(agent));
  else results.push(...(await Promise.all(agents.map(run))));
  if (coordination === 'parallel_then_merge') {
    results.push(await run({ agentId: 'coordinator', agentType: 'coordinator' }));
  }
  workflow.running = false;
  tell('workflow_completed', {
    results: Object.fromEntries(results),
    artifacts: [],
    metrics: { durationMs: Date.now() - startedAt, agents: results.length },
  });
}

function create(client, { id: workflowId, name, agents, coordination = 'sequential' }) {
  const running = agents.map(({ type }, index) => ({ agentId: `agent-${index + 1}`, agentType: type }));
  client.workflows.set(workflowId, { agents: running, coordination, running: false });
  send(client, { event: 'workflow_created', type: 'workflow_event', workflowId, name, agents: running, coordination });
}

// --- projects

let version = 1;

const OF_PROJECT = {
  watch_file: (client, { filePath }) => client.watched.add(filePath),
  analyze_context: (client, { contextVersion = 0 }) => {
    version = Math.max(version, contextVersion);
    send(client, { type: 'context_sync', version, changes: [], summary: 'Nothing changed' });
  },
  enable_suggestions: (client, { config }) => {
    const { types = ['improvements', 'bugs', 'optimizations'], confidence_threshold: threshold = 0.8 } = config;
    client.wanted = { types, threshold };
  },
};

function publish(message) {
  const wants = ({ watched, wanted }) =>
    message.type === 'file_changed'
      ? watched.has(message.filePath)
      : wanted?.types.includes(message.suggestionType) && message.confidence >= wanted.threshold;
  for (const client of [...clients].filter(wants)) send(client, message);
}

// --- forms: what each message must be like

const AGENT = { type: isText, model: isText };
const CONFIG = {
  frequency: absentOr(isText),
  types: absentOr((value) => Array.isArray(value) && value.every(isText)),
  confidence_threshold: absentOr((value) => typeof value === 'number' && value >= 0 && value <= 1),
};
const fits = (form) => (value) => isObject(value) && Object.entries(form).every(([name, test]) => test(value[name]));

const FORMS = {
  auth: { token: isText, version: absentOr(isText) },
  error: {},
  ping: { timestamp: isCount },
  pong: {},
  generate: {
    id: (value) => isWhole(value) || isText(value),
    prompt: isText,
    model: absentOr(isText),
    stream: absentOr(isFlag),
    context: absentOr(isObject),
    constraints: absentOr(isObject),
  },
  create_workflow: {
    id: isText,
    name: isText,
    agents: (value) => Array.isArray(value) && value.every(fits(AGENT)),
    coordination: absentOr((value) => COORDINATIONS.includes(value)),
    context: absentOr(isObject),
  },
  execute_workflow: { workflowId: isText, task: (value) => value !== undefined, timestamp: isCount },
  watch_file: { filePath: isText, projectId: isText },
  analyze_context: {
    projectId: isText,
    analysisType: absentOr((value) => ANALYSES.includes(value)),
    contextVersion: absentOr(isCount),
  },
  enable_suggestions: { projectId: isText, config: fits(CONFIG) },
};

// --- every connection

const EVERYWHERE = {
  ping: (client, { timestamp }) => send(client, { type: 'pong', timestamp }),
  pong: () => {},
  error: () => {},
  auth: (client, { token, version: spoken = '2.0.0' }) => {
    if (!spoken.startsWith('2.')) return refuse(client, 'unsupported_version', 'Only version 2 is spoken here');
    if (!isKey(token)) return fail(client, 'The key is not valid');
    clearTimeout(client.deadline);
    client.authenticated = true;
  },
};
const ENDPOINTS = [
  { path: /^\/v1\/ws$/, handlers: { generate } },
  { path: /^\/v1\/agents$/, handlers: { create_workflow: create, execute_workflow: execute } },
  { path: /^\/v1\/projects\/([^/]+)\/stream$/, handlers: OF_PROJECT },
];

function fail(client, why) {
  refuse(client, 'unauthorized', why);
  client.socket.close(4401);
}

function receive(client, data) {
  let message;
  try {
    message = JSON.parse(data.toString());
  } catch {
    return refuse(client, 'invalid_message', 'Not a JSON object with a type');
  }
  if (!isObject(message) || !isText(message.type)) {
    return refuse(client, 'invalid_message', 'Not a JSON object with a type');
  }
  const { type } = message;
  const concerns = { ...(type === 'generate' && { requestId: message.id }) };
  const common = Object.hasOwn(EVERYWHERE, type);
  if (!common && !Object.hasOwn(client.handlers, type)) return refuse(client, 'unknown_type', 'Unknown message type');
  if (!common && !client.authenticated) return refuse(client, 'unauthorized', 'No key has been shown', concerns);
  if (!fits(FORMS[type])(message)) {
    const known = isWhole(message.id) || isText(message.id) ? concerns : {};
    return refuse(client, 'invalid_request', 'A member is missing or wrong', known);
  }
  if (Object.hasOwn(message, 'projectId') && message.projectId !== client.projectId) {
    return refuse(client, 'invalid_request', 'That is another project');
  }
  (common ? EVERYWHERE : client.handlers)[type](client, message);
}

function open(socket, { token, handlers, projectId }) {
  const client = {
    socket,
    handlers,
    projectId,
    authenticated: token !== undefined,
    heardAt: Date.now(),
    probedAt: Date.now(),
    streams: new Set(),
    workflows: new Map(),
    watched: new Set(),
  };
  clients.add(client);
  if (!client.authenticated) client.deadline = setTimeout(() => fail(client, 'No key in time'), PENDING_MS);
  const heard = () => {
    client.heardAt = Date.now();
  };
  socket.on('ping', heard);
  socket.on('pong', heard);
  socket.on('message', (data) => {
    heard();
    receive(client, data);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    clearTimeout(client.deadline);
    clients.delete(client);
  });
  send(client, { type: 'pong' });
}

const http = createServer((request, response) => {
  let body = '';
  request.on('data', (data) => {
    body += data;
  });
  request.on('end', () => {
    if (request.method !== 'POST' || request.url !== '/publish') return response.writeHead(404).end();
    publish(JSON.parse(body).message);
    response.writeHead(202).end();
  });
});

const server = new WebSocketServer({ noServer: true });
http.on('upgrade', (request, socket, head) => {
  const refuseUpgrade = (status) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  const { pathname } = new URL(request.url, 'http://localhost');
  const endpoint = ENDPOINTS.find(({ path }) => path.test(pathname));
  if (!endpoint) return refuseUpgrade('404 Not Found');
  const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && !isKey(token)) return refuseUpgrade('401 Unauthorized');
  const [, id] = endpoint.path.exec(pathname);
  const projectId = id === undefined ? undefined : decodeURIComponent(id);
  server.handleUpgrade(request, socket, head, (opened) =>
    open(opened, { token, handlers: endpoint.handlers, projectId }),
  );
});

setInterval(() => {
  const now = Date.now();
  for (const client of clients) {
    if (now - client.heardAt >= SILENCE_MS) {
      client.socket.close(4408);
    } else if (now - client.probedAt >= PROBE_MS && client.socket.readyState === 1) {
      client.probedAt = now;
      client.socket.ping();
    }
  }
}, 500).unref();

process.on('SIGTERM', () => process.exit(0));
http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${http.address().port}` }));
});
