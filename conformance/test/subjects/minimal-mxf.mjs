// A small and correct server for the profile `mxf`: every MUST and SHOULD, no optional capability. Any key
// is a good Bearer token but a JSON Web Token, for which there is no key; users and agents of the one
// domain stand in two tables. Nobody gets MXP that did not send it. POST /kick puts everybody out.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const WINDOW_MS = 60_000;
const DOMAIN_KEY = 'minimal-domain-key';
const PASSWORDS = { alice: 'minimal-password' };
const AGENT_KEYS = { 'key-1': { secretKey: 'minimal-secret-key', agentId: 'minimal-agent' } };

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const isNumber = (value) => typeof value === 'number';
const isFlag = (value) => typeof value === 'boolean';
const isGiven = (value) => value !== undefined;
const oneOf =
  (...values) =>
  (value) =>
    values.includes(value);
const listOf = (test) => (value) => Array.isArray(value) && value.every(test);
const absentOr = (test) => (value) => value === undefined || test(value);
const fits = (form) => (value) => isObject(value) && Object.entries(form).every(([name, test]) => test(value[name]));

class Failure extends Error {
  constructor(code, message, details) {
    super(message);
    this.payload = { code, message, ...(details && { details }) };
  }
}
const invalid = (message, details) => new Failure('VALIDATION_ERROR', message, details);
const denied = (message) => new Failure('PERMISSION_DENIED', message);
const unknown = (entity, id) => invalid(`There is no ${entity} ${id}`, { entity, id });

// --- who connects

function refusal(code, message) {
  return Object.assign(new Error(message), { data: { code, message } });
}

const isAgentKey = ({ keyId, secretKey }, agentId) =>
  Object.hasOwn(AGENT_KEYS, keyId) &&
  AGENT_KEYS[keyId].secretKey === secretKey &&
  AGENT_KEYS[keyId].agentId === agentId;

function identify({ headers, auth }) {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    if (bearer.split('.').length === 3) throw refusal('INVALID_KEY', 'The key is not valid');
    return `bearer ${bearer}`;
  }
  const { domainKey, username, password, keyId, agentId } = auth;
  if (domainKey === undefined) throw refusal('AUTH_FAILED', 'No credentials were given');
  if (domainKey !== DOMAIN_KEY) throw refusal('INVALID_KEY', 'The domain key is not valid');
  if (keyId !== undefined) {
    if (!isAgentKey(auth, agentId)) throw refusal('INVALID_KEY', "The agent's key is not valid");
    return `agent ${agentId}`;
  }
  if (!Object.hasOwn(PASSWORDS, username) || PASSWORDS[username] !== password)
    throw refusal('AUTH_FAILED', 'The password is not the right one');
  return `user ${username}`;
}

// --- what there is

const agents = new Map();
const channels = new Map();
const tasks = new Map();
const memories = new Map();
const loops = new Map();
const tools = new Map([
  [
    'minimal.sum',
    { name: 'minimal.sum', description: 'Adds numbers.', inputSchema: { type: 'object' }, category: 'math' },
  ],
]);

const now = () => new Date().toISOString();

/** The agent that this socket speaks for: the one it registered last. */
function speaker(socket) {
  if (!socket.data.agent) throw denied('No agent is registered here');
  return socket.data.agent;
}

function agentNamed(agentId) {
  const agent = agents.get(agentId);
  if (!agent) throw new Failure('AGENT_NOT_FOUND', `There is no agent ${agentId}`, { entity: 'agent', id: agentId });
  return agent;
}

function ownAgent(socket, agentId) {
  const agent = agentNamed(agentId);
  if (agent.owner !== socket.data.owner) throw denied('That agent is not yours');
  return agent;
}

/** The members of a channel that exists and that the speaker is in. */
function entered(socket, channelId) {
  const channel = channels.get(channelId);
  if (!channel)
    throw new Failure('CHANNEL_NOT_FOUND', `There is no channel ${channelId}`, { entity: 'channel', id: channelId });
  if (!channel.members.has(speaker(socket).agentId)) throw denied('The agent is not in that channel');
  return channel;
}

function enter(agent, channelId) {
  if (!channels.has(channelId)) channels.set(channelId, { members: new Set() });
  channels.get(channelId).members.add(agent.agentId);
}

const present = (channel) =>
  [...channel.members].map((agentId) => agents.get(agentId)).filter((agent) => agent?.socket.connected);

const wantsMxp = ({ metadata }) => metadata?.mxp?.enabled === true;
const wantsText = ({ metadata }) => metadata?.mxp?.preferredFormat === 'natural-language';

// --- MXP

const keyFor = (context) => Buffer.from(hkdfSync('sha256', DOMAIN_KEY, context, 'mxf-mxp-1', 32));

function encrypt(payload, context) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(context), iv).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()]).toString('base64');
  return { alg: 'A256GCM', iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), ciphertext };
}

function decrypt({ iv, tag, ciphertext }, context) {
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyFor(context), Buffer.from(iv, 'base64'));
    cipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64'));
    return JSON.parse(Buffer.concat([cipher.update(ciphertext, 'base64'), cipher.final()]).toString());
  } catch {
    throw invalid('The encrypted payload is not intact');
  }
}

const isEncrypted = (payload) => payload.alg === 'A256GCM';

/** The content as this agent gets it. */
function contentFor(agent, content, context) {
  if (!isObject(content)) return content;
  const plain = isEncrypted(content.payload) ? decrypt(content.payload, context) : content.payload;
  if (wantsText(agent)) return isText(plain.op) ? `${plain.op}(${plain.args.join(', ')})` : JSON.stringify(plain);
  if (isEncrypted(content.payload)) return content;
  if (content.encrypted !== true || !wantsMxp(agent)) return { ...content, encrypted: false };
  return { ...content, payload: encrypt(plain, context) };
}

// --- limits

const BUCKETS = {
  messages: { max: 100, events: ['message:send', 'message:direct', 'message:broadcast'] },
  tool_executions: { max: 30, events: ['mcp:tool:execute'] },
  memory_operations: { max: 200, events: ['memory:get', 'memory:update', 'memory:delete', 'memory:bulk'] },
  control_loop_cycles: { max: 10, events: ['control_loop:observation'] },
};

function count(socket, event, payload) {
  const [bucket, limit] = Object.entries(BUCKETS).find(([, { events }]) => events.includes(event)) ?? [];
  if (!limit) return;
  const counters = (socket.data.agent ?? socket.data).counters;
  let window = counters.get(bucket);
  if (!window || Date.now() - window.since >= WINDOW_MS) {
    window = { since: Date.now(), used: 0 };
    counters.set(bucket, window);
  }
  const weight = event === 'memory:bulk' && Array.isArray(payload?.operations) ? payload.operations.length : 1;
  if (window.used + weight > limit.max) {
    const retryAfterMs = window.since + WINDOW_MS - Date.now();
    throw new Failure('RATE_LIMITED', 'Rate limit exceeded', {
      bucket,
      limit: limit.max,
      windowMs: WINDOW_MS,
      retryAfterMs,
    });
  }
  window.used += weight;
}

// --- forms: what each payload must be like

const METADATA = absentOr(isObject);
const SCOPE = oneOf('agent', 'channel', 'relationship');
const OPERATION = fits({ op: isText, args: Array.isArray });
const isBase64 = (bytes) => (value) =>
  isText(value) &&
  Buffer.from(value, 'base64').toString('base64') === value &&
  Buffer.from(value, 'base64').length === bytes;
const ENCRYPTED = fits({
  alg: oneOf('A256GCM'),
  keyId: absentOr(isText),
  iv: isBase64(12),
  tag: isBase64(16),
  ciphertext: isText,
});
const isMxp = (value) =>
  fits({ version: isText, type: isText, encrypted: absentOr(isFlag), payload: isObject })(value) &&
  (value.type !== 'operation' || OPERATION(value.payload) || ENCRYPTED(value.payload));
const isContent = (value) => isText(value) || isMxp(value);
const MXP_WISH = fits({
  enabled: absentOr(isFlag),
  preferredFormat: absentOr(oneOf('auto', 'mxp', 'natural-language')),
});
const MEMBERSHIP = { channelId: isText, agentId: isText };
const OPERATIONS = listOf(
  fits({ action: oneOf('create', 'update', 'delete'), scope: SCOPE, targetId: isText, key: isText }),
);

const FORMS = {
  'agent:register': {
    agentId: isText,
    name: isText,
    channelId: isText,
    role: absentOr(isText),
    capabilities: absentOr(listOf(isText)),
    model: absentOr(isText),
    description: absentOr(isText),
    metadata: absentOr(fits({ mxp: absentOr(MXP_WISH) })),
    keyId: absentOr(isText),
    secretKey: absentOr(isText),
  },
  'agent:update': {
    agentId: isText,
    updates: fits({
      name: absentOr(isText),
      status: absentOr(oneOf('online', 'busy', 'away', 'offline')),
      capabilities: absentOr(listOf(isText)),
      metadata: METADATA,
    }),
  },
  'agent:status': { agentId: isText },
  'message:send': {
    channelId: isText,
    content: isContent,
    metadata: absentOr(
      fits({
        priority: absentOr(oneOf('low', 'normal', 'high')),
        tags: absentOr(listOf(isText)),
        replyTo: absentOr(isText),
      }),
    ),
  },
  'message:direct': { targetAgentId: isText, content: isContent, metadata: METADATA },
  'message:broadcast': { channelId: isText, content: isText, type: oneOf('announcement', 'alert', 'update') },
  'channel:join': MEMBERSHIP,
  'channel:leave': MEMBERSHIP,
  'channel:update': {
    channelId: isText,
    updates: fits({ name: absentOr(isText), description: absentOr(isText), metadata: METADATA }),
  },
  'task:create': {
    channelId: isText,
    task: fits({
      name: isText,
      description: isText,
      requirements: absentOr(listOf(isText)),
      assignmentStrategy: absentOr(oneOf('capability', 'workload', 'llm', 'role')),
      priority: absentOr(oneOf('low', 'normal', 'high', 'urgent')),
      deadline: absentOr(isText),
      metadata: METADATA,
    }),
  },
  'task:assign': { taskId: isText, agentId: isText, reason: absentOr(isText) },
  'task:progress': {
    taskId: isText,
    progress: fits({
      status: oneOf('pending', 'in_progress', 'completed', 'failed'),
      percentage: absentOr((value) => isNumber(value) && value >= 0 && value <= 100),
      message: absentOr(isText),
      metadata: METADATA,
    }),
  },
  'task:complete': { taskId: isText, result: fits({ success: isFlag, error: absentOr(isText), metadata: METADATA }) },
  'memory:get': { scope: SCOPE, targetId: isText, key: absentOr(isText) },
  'memory:update': {
    scope: SCOPE,
    targetId: isText,
    key: isText,
    value: isGiven,
    metadata: absentOr(
      fits({ persistent: absentOr(isFlag), expiresAt: absentOr(isText), tags: absentOr(listOf(isText)) }),
    ),
  },
  'memory:delete': { scope: SCOPE, targetId: isText, key: absentOr(isText) },
  'memory:bulk': { operations: OPERATIONS },
  'control_loop:init': {
    agentId: isText,
    config: fits({
      observationModel: absentOr(isText),
      reasoningModel: absentOr(isText),
      planningModel: absentOr(isText),
      reflectionModel: absentOr(isText),
      cycleInterval: absentOr(isNumber),
      maxCycles: absentOr(isNumber),
      controlLoopId: absentOr(isText),
    }),
  },
  'control_loop:observation': {
    controlLoopId: isText,
    observation: fits({ type: isText, data: isGiven, source: isText, timestamp: absentOr(isText) }),
  },
  'mcp:tool:list': { category: absentOr(isText), provider: absentOr(isText) },
  'mcp:tool:execute': {
    toolName: isText,
    arguments: isObject,
    options: absentOr(fits({ timeout: absentOr(isNumber), retries: absentOr(isNumber) })),
  },
  'mcp:tool:register': {
    name: isText,
    description: isText,
    inputSchema: isObject,
    category: absentOr(isText),
    handler: absentOr(isText),
  },
};

// --- what each event does; what it returns goes into the acknowledgement

function deliver(socket, channel, { channelId, content, metadata, type }) {
  const message = { from: speaker(socket).agentId, timestamp: now(), messageId: randomUUID(), channelId };
  const told = new Set();
  for (const agent of present(channel)) {
    if (told.has(agent.socket)) continue;
    told.add(agent.socket);
    const own = contentFor(agent, content, channelId);
    agent.socket.emit('message', { ...message, content: own, ...(metadata && { metadata }), ...(type && { type }) });
  }
}

function taskNamed(taskId) {
  const task = tasks.get(taskId);
  if (!task) throw unknown('task', taskId);
  return task;
}

const store = ({ scope, targetId }) => {
  const name = `${scope} ${targetId}`;
  if (!memories.has(name)) memories.set(name, new Map());
  return memories.get(name);
};

function remember({ scope, targetId, key, value, metadata }) {
  store({ scope, targetId }).set(key, { key, value, ...(metadata && { metadata }), updatedAt: now() });
}

function forget({ scope, targetId, key }) {
  if (key === undefined) store({ scope, targetId }).clear();
  else store({ scope, targetId }).delete(key);
}

const lasts = ({ metadata }) => metadata?.expiresAt === undefined || Date.parse(metadata.expiresAt) > Date.now();

const HANDLERS = {
  'agent:register'(socket, payload) {
    const { agentId, name, channelId, capabilities = [], metadata, keyId } = payload;
    if (keyId !== undefined && !isAgentKey(payload, agentId)) {
      setImmediate(() => socket.disconnect());
      throw new Failure('INVALID_KEY', "The agent's key is not valid");
    }
    const before = agents.get(agentId);
    if (before && before.owner !== socket.data.owner) throw denied('That agent is not yours');
    const agent = {
      ...{ agentId, name, capabilities, metadata, owner: socket.data.owner, socket, status: 'online' },
      ...{ lastSeen: now(), counters: before?.counters ?? new Map() },
    };
    agents.set(agentId, agent);
    socket.data.agent = agent;
    enter(agent, channelId);
    socket.emit('agent:registered', { agentId, channelId, name, timestamp: now() });
  },
  'agent:update'(socket, { agentId, updates }) {
    Object.assign(ownAgent(socket, agentId), updates);
  },
  'agent:status'(socket, { agentId }) {
    const { lastSeen, status, name, capabilities, socket: own } = agentNamed(agentId);
    const online = own.connected && status !== 'offline';
    const state = own.connected ? status : 'offline';
    socket.emit('agent:status:response', { online, lastSeen, agentId, status: state, name, capabilities });
  },
  'message:send'(socket, payload) {
    const { channelId, content } = payload;
    const channel = entered(socket, channelId);
    if (isObject(content) && isEncrypted(content.payload)) decrypt(content.payload, channelId);
    deliver(socket, channel, payload);
  },
  'message:direct'(socket, { targetAgentId, content, metadata }) {
    const from = speaker(socket).agentId;
    const target = agentNamed(targetAgentId);
    const context = [from, targetAgentId].sort().join('|');
    const own = contentFor(target, content, context);
    const message = { messageId: randomUUID(), from, to: targetAgentId, content: own, timestamp: now() };
    target.socket.emit('direct_message', { ...message, ...(metadata && { metadata }) });
  },
  'message:broadcast'(socket, payload) {
    deliver(socket, entered(socket, payload.channelId), payload);
  },
  'channel:join'(socket, { channelId, agentId }) {
    enter(ownAgent(socket, agentId), channelId);
    const members = [...channels.get(channelId).members].map((id) => agents.get(id));
    const participants = members.map((agent) => ({ agentId: agent.agentId, name: agent.name, status: agent.status }));
    socket.emit('channel:joined', { channelId, agentId, timestamp: now() });
    socket.emit('channel:participants', { channelId, participants });
  },
  'channel:leave'(socket, { channelId, agentId }) {
    channels.get(channelId)?.members.delete(ownAgent(socket, agentId).agentId);
  },
  'channel:update'(socket, { channelId, updates }) {
    Object.assign(entered(socket, channelId), updates);
  },
  'task:create'(socket, { channelId, task }) {
    const channel = entered(socket, channelId);
    const { name, description, requirements = [], assignmentStrategy, priority } = task;
    const able = ({ capabilities }) => requirements.every((one) => capabilities.includes(one));
    const [chosen] = present(channel).filter((agent) => assignmentStrategy !== 'capability' || able(agent));
    const taskId = randomUUID();
    tasks.set(taskId, { taskId, assignedTo: chosen?.agentId ?? null });
    const told = { channelId, name, description, status: 'pending', ...(priority && { priority }), createdAt: now() };
    for (const agent of new Set(present(channel).map((one) => one.socket)))
      agent.emit('task:created', { ...tasks.get(taskId), ...told });
  },
  'task:assign'(_, { taskId, agentId }) {
    taskNamed(taskId).assignedTo = agentNamed(agentId).agentId;
  },
  'task:progress'(_, { taskId, progress }) {
    taskNamed(taskId).status = progress.status;
  },
  'task:complete'(_, { taskId, result }) {
    taskNamed(taskId).status = result.success ? 'completed' : 'failed';
  },
  'memory:get'(socket, { scope, targetId, key }) {
    const entries = [...store({ scope, targetId }).values()].filter((entry) => key === undefined || entry.key === key);
    socket.emit('memory:data', { scope, targetId, entries: entries.filter(lasts) });
  },
  'memory:update': (_, payload) => remember(payload),
  'memory:delete': (_, payload) => forget(payload),
  'memory:bulk'(_, { operations }) {
    for (const operation of operations) (operation.action === 'delete' ? forget : remember)(operation);
    return { applied: operations.length };
  },
  'control_loop:init'(socket, { agentId, config }) {
    ownAgent(socket, agentId);
    const { controlLoopId = randomUUID(), ...settings } = config;
    loops.set(controlLoopId, agentId);
    socket.emit('control_loop:initialized', { controlLoopId, agentId, config: settings });
    return { controlLoopId };
  },
  'control_loop:observation'(socket, { controlLoopId, observation }) {
    if (!loops.has(controlLoopId)) throw unknown('control loop', controlLoopId);
    const tell = (step, more) => socket.emit(`control_loop:${step}`, { controlLoopId, ...more });
    tell('observation:processed', { analysis: `Seen by ${observation.source}`, insights: [] });
    tell('reasoning:complete', { reasoning: 'Nothing follows', understanding: {} });
    tell('action:planned', { plan: 'Do nothing', actions: [] });
    tell('progress:update', { status: 'done', completed: true });
    tell('reflection:complete', { insights: [], learnings: [] });
  },
  'mcp:tool:list'(socket, { category, provider }) {
    const wanted = (tool) =>
      (category === undefined || tool.category === category) && (provider === undefined || tool.provider === provider);
    socket.emit('mcp:tool:list:response', [...tools.values()].filter(wanted));
  },
  'mcp:tool:execute'(socket, { toolName }) {
    if (!tools.has(toolName)) {
      socket.emit('mcp:tool:result', { success: false, output: null, error: `There is no tool ${toolName}`, toolName });
      throw unknown('tool', toolName);
    }
    const result = { success: false, output: null, error: 'Nobody runs this tool', toolName };
    socket.emit('mcp:tool:result', result);
    return result;
  },
  'mcp:tool:register'(_, { name, description, inputSchema, category }) {
    tools.set(name, { name, description, inputSchema, ...(category && { category }) });
  },
};

// --- every connection

const FAMILIES = ['agent', 'channel', 'task', 'memory', 'mcp'];

function refuse(socket, event, error) {
  const payload = error instanceof Failure ? error.payload : { code: 'INTERNAL_ERROR', message: 'The server failed' };
  const family = FAMILIES.find((name) => event.startsWith(`${name}:`));
  if (family) socket.emit(`${family}:error`, payload);
  socket.emit('error', payload);
  return { success: false, error: payload.message, ...(event === 'memory:bulk' && { applied: 0 }) };
}

function receive(socket, event, payload) {
  try {
    if (!Object.hasOwn(HANDLERS, event)) throw invalid(`There is no event ${event}`);
    count(socket, event, payload);
    if (!fits(FORMS[event])(payload)) throw invalid('A member is missing or of a wrong type');
    return { success: true, ...HANDLERS[event](socket, payload) };
  } catch (error) {
    return refuse(socket, event, error);
  }
}

const http = createServer();
http.on('request', (request, response) => {
  if (request.method !== 'POST' || request.url !== '/kick') return response.writeHead(404).end();
  server.disconnectSockets(true);
  response.writeHead(204).end();
});
const server = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: true,
  maxHttpBufferSize: 1_000_000,
  serveClient: false,
  allowRequest: (request, decide) => {
    const version = new URL(request.url, 'http://localhost').searchParams.get('EIO');
    decide(version === '4' ? null : 'Only EIO=4 is spoken here', version === '4');
  },
});

server.use((socket, next) => {
  try {
    socket.data.owner = identify(socket.handshake);
    socket.data.counters = new Map();
    next();
  } catch (error) {
    next(error);
  }
});

server.on('connection', (socket) => {
  socket.on('error', () => {});
  socket.onAny((event, ...args) => {
    const answer = typeof args.at(-1) === 'function' ? args.pop() : () => {};
    answer(receive(socket, event, args[0]));
  });
  socket.on('disconnect', () => {
    if (socket.data.agent) socket.data.agent.lastSeen = now();
  });
});

process.on('SIGTERM', () => process.exit(0));
http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${http.address().port}` }));
});
