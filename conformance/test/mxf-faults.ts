/** Places of the minimal mxf server and what stands there in a wrong one, by the requirement that is broken. */
export type Faults = Record<string, Record<string, string>>;

const LESS_ANNOUNCED = `const http = createServer();
import('engine.io').then(({ Socket }) => {
  const { sendPacket } = Socket.prototype;
  Socket.prototype.sendPacket = function (type, data, ...more) {
    return sendPacket.call(this, type, type === 'open' ? data.replace('5000000', '1000000') : data, ...more);
  };
});`;

const NOT_ANNOUNCED = LESS_ANNOUNCED.replace("'5000000', '1000000'", "'maxPayload', 'limit'");

/** Each is wrong in as many places as leave the others to be seen; together they break every requirement. */
export const WRONG_SERVERS: { name: string; faults: Faults }[] = [
  {
    name: 'the first',
    faults: {
      'mxf/transport/open-packet': {
        'const http = createServer();': NOT_ANNOUNCED,
      },
      'mxf/authentication/refused': {
        "if (bearer.split('.').length === 3) throw refusal('INVALID_KEY', 'The key is not valid');": '',
      },
      'mxf/agents/registration-failed': {
        'if (family) socket.emit': "if (family && event !== 'agent:register') socket.emit",
      },
      'mxf/agents/status-fields': {
        '{ online, lastSeen, agentId, status: state': '{ online, lastSeen, status: state',
      },
      'mxf/messages/own': {
        'if (told.has(agent.socket)) continue;': 'if (told.has(agent.socket) || agent.socket === socket) continue;',
      },
      'mxf/messages/direct-fields': {
        'const message = { messageId: randomUUID(), from, to': 'const message = { from, to',
      },
      'mxf/channels/joined-listed': {
        'participants = members.map': 'participants = members.slice(0, -1).map',
      },
      'mxf/channels/not-member': {
        "  if (!channel.members.has(speaker(socket).agentId)) throw denied('The agent is not in that channel');\n": '',
      },
      'mxf/ack/fields': {
        'return { success: true, ...HANDLERS': 'return { ok: true, ...HANDLERS',
      },
      'mxf/memory/update': {
        '  store({ scope, targetId }).set(key,':
          '  if (!store({ scope, targetId }).has(key)) store({ scope, targetId }).set(key,',
      },
      'mxf/memory/bulk-upsert': {
        'for (const operation of operations) (operation':
          "for (const operation of operations) if (operation.action !== 'create' || !store(operation).has(operation.key)) (operation",
      },
      'mxf/mcp/result-name': {
        "error: 'Nobody runs this tool', toolName };": "error: 'Nobody runs this tool' };",
      },
      'mxf/rate-limit/messages-undelivered': {
        '    count(socket, event, payload);':
          "    try { count(socket, event, payload); } catch (error) { if (event.startsWith('message:')) HANDLERS[event](socket, payload); throw error; }",
      },
      'mxf/rate-limit/per-agent': {
        '(socket.data.agent ?? socket.data).counters': 'ONE',
        'const BUCKETS = {': 'const ONE = new Map();\nconst BUCKETS = {',
      },
      'mxf/mxp/side-by-side': {
        '  if (!isObject(content)) return content;':
          "  if (!isObject(content)) { if (agent.hadMxp) return { version: '1.0', type: 'text', payload: {} }; return content; }\n  agent.hadMxp = true;",
      },
      'mxf/mxp/tampered': {
        "    throw invalid('The encrypted payload is not intact');": '    return {};',
      },
      'mxf/ordering/one-after-another': {
        '    answer(receive(socket, event, args[0]));':
          "    setTimeout(() => answer(receive(socket, event, args[0])), event === 'agent:register' ? 30 : 0);",
      },
    },
  },
  {
    name: 'the second',
    faults: {
      'mxf/transport/protocol-version': {
        "decide(version === '4' ? null : 'Only EIO=4 is spoken here', version === '4');": 'decide(null, true);',
      },
      'mxf/authentication/refusal-code': {
        '{ data: { code, message } }': '{ data: { reason: code, message } }',
      },
      'mxf/agents/again': {
        'before && before.owner !== socket.data.owner': 'before',
      },
      'mxf/agents/status-unknown': {
        "new Failure('AGENT_NOT_FOUND'": "new Failure('VALIDATION_ERROR'",
      },
      'mxf/messages/members-only': {
        'for (const agent of present(channel)) {\n    if (told': 'for (const agent of agents.values()) {\n    if (told',
      },
      'mxf/messages/direct-unknown': {
        'const target = agentNamed(targetAgentId);':
          'const target = agents.get(targetAgentId);\n    if (!target) return;',
      },
      'mxf/channels/joined-fields': {
        "socket.emit('channel:joined', { channelId, agentId,": "socket.emit('channel:joined', { channelId,",
      },
      'mxf/channels/left': {
        'channels.get(channelId)?.members.delete(ownAgent(socket, agentId).agentId);': 'ownAgent(socket, agentId);',
      },
      'mxf/tasks/unknown': {
        'if (family) socket.emit': "if (family && family !== 'task') socket.emit",
      },
      'mxf/tasks/unknown-ack': {
        "  'task:assign'(_, { taskId, agentId }) {\n    taskNamed(taskId).assignedTo":
          "  'task:assign'(_, { taskId, agentId }) {\n    if (tasks.has(taskId)) taskNamed(taskId).assignedTo",
      },
      'mxf/memory/data': {
        "socket.emit('memory:data', { scope, targetId, entries: entries.filter(lasts) });":
          "socket.emit('memory:data', { scope, targetId, entries: entries.filter((entry) => lasts(entry) && scope !== 'channel') });",
      },
      'mxf/memory/delete-key': {
        '  if (key === undefined) store({ scope, targetId }).clear();':
          '  if (true) store({ scope, targetId }).clear();',
      },
      'mxf/memory/expired': {
        'const lasts = ({ metadata }) =>': 'const lasts = ({ metadata }) => true ||',
      },
      'mxf/control-loop/unknown': {
        "    if (!loops.has(controlLoopId)) throw unknown('control loop', controlLoopId);\n": '',
      },
      'mxf/mcp/unknown-tool': {
        "      throw unknown('tool', toolName);": '      return;',
      },
      'mxf/errors/invalid-payload': {
        'capabilities: absentOr(listOf(isText)),\n    model': 'capabilities: absentOr(Array.isArray),\n    model',
      },
      'mxf/rate-limit/tools': {
        'tool_executions: { max: 30,': 'tool_executions: { max: 31,',
      },
      'mxf/rate-limit/shared-socket': {
        '(socket.data.agent ?? socket.data).counters': 'socket.data.counters',
      },
      'mxf/mxp/readable': {
        '  if (wantsText(agent)) return': '  if (wantsText(agent) && false) return',
      },
      'mxf/limits/below-a-megabyte': {
        'maxHttpBufferSize: 1_000_000': 'maxHttpBufferSize: 100_000',
      },
      'mxf/control-loop/cycle-types': {
        'actions: [] }': "actions: 'none' }",
      },
    },
  },
  {
    name: 'the third',
    faults: {
      'mxf/authentication/user': {
        'PASSWORDS[username] !== password': 'true',
      },
      'mxf/authentication/codes': {
        "throw refusal('INVALID_KEY', 'The key is not valid')": "throw refusal('AUTH_FAILED', 'The key is not valid')",
      },
      'mxf/agents/newer-socket': {
        "...{ agentId, name, capabilities, metadata, owner: socket.data.owner, socket, status: 'online' }":
          "...{ agentId, name, capabilities, metadata, owner: socket.data.owner, socket: before?.socket ?? socket, status: 'online' }",
      },
      'mxf/agents/update': {
        '    Object.assign(ownAgent(socket, agentId), updates);': '    ownAgent(socket, agentId);',
      },
      'mxf/messages/unchanged': {
        '{ ...message, content: own, ...(metadata && { metadata })':
          "{ ...message, content: isText(own) ? own.normalize('NFKD') : own, ...(metadata && { metadata })",
      },
      'mxf/messages/broadcast': {
        '...(type && { type }) });\n  }': '});\n  }',
      },
      'mxf/channels/participants-fields': {
        "socket.emit('channel:participants', { channelId, participants }":
          "socket.emit('channel:participants', { participants }",
      },
      'mxf/tasks/created': {
        'tasks.set(taskId, { taskId, assignedTo: chosen?.agentId ?? null });': 'tasks.set(taskId, { taskId });',
      },
      'mxf/memory/data-fields': {
        "socket.emit('memory:data', { scope, targetId, entries": "socket.emit('memory:data', { scope, entries",
      },
      'mxf/memory/delete-all': {
        '  if (key === undefined) store({ scope, targetId }).clear();': '  if (key === undefined) return;',
      },
      'mxf/control-loop/chosen-id': {
        'const { controlLoopId = randomUUID(), ...settings } = config;':
          'const { controlLoopId: _, ...settings } = config;\n    const controlLoopId = randomUUID();',
      },
      'mxf/mcp/list-filter': {
        '(category === undefined || tool.category === category)': '(category === undefined || true)',
      },
      'mxf/mcp/registered-tool': {
        'tools.set(name, { name, description, inputSchema,': 'tools.set(name, { name, description, inputSchema: {},',
      },
      'mxf/errors/specific-fields': {
        ':error`, payload)': ':error`, { message: payload.message })',
      },
      'mxf/errors/invalid-no-effect': {
        '    if (!fits(FORMS[event])(payload)) throw invalid(':
          "    if (!fits(FORMS[event])(payload) && event === 'message:send') HANDLERS[event](socket, payload);\n    if (!fits(FORMS[event])(payload)) throw invalid(",
      },
      'mxf/rate-limit/memory': {
        'memory_operations: { max: 200,': 'memory_operations: { max: 199,',
      },
      'mxf/rate-limit/stays-open': {
        "    throw new Failure('RATE_LIMITED'":
          "    setImmediate(() => socket.disconnect(true));\n    throw new Failure('RATE_LIMITED'",
      },
      'mxf/mxp/encrypted': {
        'content.encrypted !== true || !wantsMxp(agent)': 'true || !wantsMxp(agent)',
      },
      'mxf/limits/too-big-ignored': {
        'const http = createServer();': LESS_ANNOUNCED,
        'maxHttpBufferSize: 1_000_000': 'maxHttpBufferSize: 5_000_000',
      },
    },
  },
  {
    name: 'the fourth',
    faults: {
      'mxf/authentication/agent-key': {
        'if (!isAgentKey(auth, agentId)) throw': 'throw',
      },
      'mxf/authentication/later': {
        '      setImmediate(() => socket.disconnect());\n': '',
      },
      'mxf/agents/status': {
        '{ online, lastSeen, agentId, status: state': '{ online, agentId, status: state',
      },
      'mxf/agents/update-foreign': {
        "if (agent.owner !== socket.data.owner) throw denied('That agent is not yours');\n  return agent;":
          'return agent;',
      },
      'mxf/messages/order': {
        "    agent.socket.emit('message', {":
          "    const late = Math.random() * 20;\n    setTimeout(() => agent.socket.emit('message', {",
        '...(type && { type }) });\n  }': '...(type && { type }) }), late);\n  }',
      },
      'mxf/messages/broadcast-type': {
        "type: oneOf('announcement', 'alert', 'update') }": 'type: isText }',
      },
      'mxf/channels/join-failed': {
        'if (family) socket.emit': "if (family && event !== 'channel:join') socket.emit",
      },
      'mxf/tasks/created-fields': {
        'const told = { channelId, name, description,': 'const told = { channelId, name,',
      },
      'mxf/tasks/progress-values': {
        'value >= 0 && value <= 100': 'value >= 0',
      },
      'mxf/memory/get-key': {
        'key === undefined || entry.key === key': 'true || entry.key === key',
      },
      'mxf/memory/bulk-order': {
        'for (const operation of operations) (operation': 'for (const operation of operations.toReversed()) (operation',
      },
      'mxf/control-loop/cycle': {
        "    tell('action:planned', { plan: 'Do nothing', actions: [] });\n    tell('progress:update', { status: 'done', completed: true });":
          "    tell('progress:update', { status: 'done', completed: true });\n    tell('action:planned', { plan: 'Do nothing', actions: [] });",
      },
      'mxf/mcp/list-fields': {
        'tools.set(name, { name, description,': 'tools.set(name, { name,',
      },
      'mxf/errors/fields': {
        "'INTERNAL_ERROR', message": "'OOPS', message",
        "throw invalid('A member is missing or of a wrong type');": "throw new Error('x');",
      },
      'mxf/errors/unknown-event': {
        'if (!Object.hasOwn(HANDLERS, event))':
          'if (!Object.hasOwn(HANDLERS, event)) return { success: true };\n    if (false)',
      },
      'mxf/rate-limit/memory-bulk': {
        'payload.operations.length : 1': '1 : 1',
      },
      'mxf/rate-limit/details': {
        '      bucket,\n      limit: limit.max,': '      limit: limit.max,',
      },
      'mxf/mxp/encrypted-form': {
        "'mxf-mxp-1'": "'mxf-mxp-2'",
      },
      'mxf/limits/too-big-close': {
        'const http = createServer();': LESS_ANNOUNCED,
        'maxHttpBufferSize: 1_000_000': 'maxHttpBufferSize: 5_000_000',
      },
      'mxf/tasks/unknown-code': {
        '{ entity, id }': 'undefined',
      },
    },
  },
  {
    name: 'the fifth',
    faults: {
      'mxf/authentication/agent-key-at-registration': {
        'keyId !== undefined && !isAgentKey(payload, agentId)': 'keyId !== undefined',
      },
      'mxf/authentication/reconnection': {
        'function identify({ headers, auth }) {':
          "let seen = 0;\nfunction identify({ headers, auth }) {\n  if (headers.authorization && seen++ > 1) return 'x';",
      },
      'mxf/agents/status-online': {
        "const online = own.connected && status !== 'offline';": 'const online = true;',
      },
      'mxf/messages/channel-message': {
        'const message = { from: speaker(socket).agentId, timestamp: now()':
          'const message = { from: speaker(socket).agentId',
      },
      'mxf/messages/direct': {
        "target.socket.emit('direct_message'": "target.socket.emit('message:direct'",
      },
      'mxf/channels/joined': {
        "socket.emit('channel:joined', { channelId, agentId, timestamp: now() });":
          "if (!channels.get(channelId).told) socket.emit('channel:joined', { channelId, agentId, timestamp: now() });\n    channels.get(channelId).told = true;",
        "    socket.emit('channel:participants', { channelId, participants });":
          "    if (participants.length > 9) socket.emit('channel:participants', { channelId, participants });",
      },
      'mxf/channels/made-by-use': {
        '    enter(ownAgent(socket, agentId), channelId);':
          '    entered(socket, channelId);\n    enter(ownAgent(socket, agentId), channelId);',
      },
      'mxf/tasks/created-audience': {
        "      agent.emit('task:created'": "      if (agent === socket) agent.emit('task:created'",
      },
      'mxf/ack/task-complete': {
        'error: payload.message, ...(event': '...(event',
      },
      'mxf/memory/get-all': {
        'filter((entry) => key === undefined || entry.key === key)':
          'filter((entry) => key === undefined || entry.key === key).slice(0, 1)',
      },
      'mxf/memory/bulk-whole': {
        "'memory:bulk': { operations: OPERATIONS },": "'memory:bulk': { operations: listOf(isObject) },",
      },
      'mxf/control-loop/cycle-id': {
        "tell('reflection:complete', {": "tell('reflection:complete', { controlLoopId: 'other', ",
      },
      'mxf/mcp/result': {
        "const result = { success: false, output: null, error: 'Nobody runs this tool', toolName };":
          'const result = { success: true, toolName };',
      },
      'mxf/errors/generic': {
        "  socket.emit('error', payload);": "  if (!family) socket.emit('error', payload);",
      },
      'mxf/errors/unknown-event-open': {
        'if (!Object.hasOwn(HANDLERS, event))':
          'if (!Object.hasOwn(HANDLERS, event)) socket.disconnect(true);\n    if (!Object.hasOwn(HANDLERS, event))',
      },
      'mxf/rate-limit/control-loop': {
        'control_loop_cycles: { max: 10,': 'control_loop_cycles: { max: 11,',
      },
      'mxf/mxp/relayed': {
        'const isContent = (value) => isText(value) || isMxp(value);': 'const isContent = isText;',
      },
      'mxf/mxp/direct-key': {
        "[from, targetAgentId].sort().join('|')": "[targetAgentId, from].join('|')",
      },
      'mxf/binary/relayed': {
        '...(metadata && { metadata }), ...(type':
          '...(metadata && { metadata: JSON.parse(JSON.stringify(metadata)) }), ...(type',
      },
    },
  },
  {
    name: 'the sixth',
    faults: {
      'mxf/authentication/missing': {
        "if (domainKey === undefined) throw refusal('AUTH_FAILED', 'No credentials were given');":
          "if (domainKey === undefined) return 'nobody';",
      },
      'mxf/agents/registered-fields': {
        '{ agentId, channelId, name, timestamp: now() }': '{ agentId, channelId, timestamp: now() }',
      },
      'mxf/agents/last-seen': {
        '{ online, lastSeen, agentId': "{ online, lastSeen: 'yesterday', agentId",
      },
      'mxf/messages/channel-message-fields': {
        'messageId: randomUUID(), channelId };': 'messageId: randomUUID() };',
      },
      'mxf/messages/direct-only': {
        "target.socket.emit('direct_message'": "server.emit('direct_message'",
      },
      'mxf/channels/joined-order': {
        "    socket.emit('channel:joined', { channelId, agentId, timestamp: now() });\n    socket.emit('channel:participants', { channelId, participants });":
          "    socket.emit('channel:participants', { channelId, participants });\n    socket.emit('channel:joined', { channelId, agentId, timestamp: now() });",
      },
      'mxf/channels/not-found': {
        "new Failure('CHANNEL_NOT_FOUND'": "new Failure('PERMISSION_DENIED'",
      },
      'mxf/tasks/capability-strategy': {
        "(agent) => assignmentStrategy !== 'capability' || able(agent)":
          '(agent) => true || able(agent, assignmentStrategy)',
      },
      'mxf/ack/every-event': {
        'answer(receive(socket, event, args[0]));':
          "const given = receive(socket, event, args[0]);\n    if (event !== 'channel:leave') answer(given);",
      },
      'mxf/memory/missing-key': {
        "    socket.emit('memory:data'":
          "    if (key !== undefined && entries.length === 0) throw unknown('entry', key);\n    socket.emit('memory:data'",
      },
      'mxf/memory/bulk-applied': {
        '    return { applied: operations.length };': '    return { applied: 1 };',
      },
      'mxf/control-loop/cycle-fields': {
        "{ reasoning: 'Nothing follows', understanding: {} }": "{ reasoning: 'Nothing follows' }",
      },
      'mxf/mcp/result-order': {
        "    socket.emit('mcp:tool:result', result);":
          "    setTimeout(() => socket.emit('mcp:tool:result', result), Math.random() * 30);",
      },
      'mxf/errors/specific': {
        'if (family) socket.emit': "if (family && family !== 'memory') socket.emit",
      },
      'mxf/rate-limit/messages': {
        'messages: { max: 100,': 'messages: { max: 102,',
      },
      'mxf/rate-limit/independent': {
        'let window = counters.get(bucket);':
          "if (counters.get('control_loop_cycles')?.used >= 10) throw new Failure('RATE_LIMITED', 'x', { bucket, limit: 10, windowMs: 1, retryAfterMs: 1 });\n  let window = counters.get(bucket);",
      },
      'mxf/mxp/direct': {
        "'message:direct': { targetAgentId: isText, content: isContent,":
          "'message:direct': { targetAgentId: isText, content: isText,",
      },
      'mxf/mxp/encrypted-by-client': {
        'ENCRYPTED(value.payload));': 'false);',
      },
      'mxf/compression/deflate': {
        'perMessageDeflate: true': 'perMessageDeflate: false',
      },
    },
  },
  {
    name: 'the seventh',
    faults: {
      'mxf/control-loop/id': {
        '    return { controlLoopId };': '    return {};',
      },
      'mxf/agents/member': {
        "    enter(agent, channelId);\n    socket.emit('agent:reg":
          "    if (name !== 'Alice') enter(agent, channelId);\n    socket.emit('agent:reg",
      },
    },
  },
  {
    name: 'the eighth',
    faults: {
      'mxf/mcp/list': {
        '[...tools.values()].filter(wanted)': '{ tools: [...tools.values()].filter(wanted) }',
      },
    },
  },
  {
    name: 'the ninth',
    faults: {
      'mxf/agents/registered': {
        "socket.emit('agent:registered', { agentId, channelId": "socket.emit('agent:registered', { channelId",
      },
    },
  },
  {
    name: 'the tenth',
    faults: {
      'mxf/transport/connect': {
        '    next();\n':
          "    if (socket.handshake.headers.authorization) throw refusal('AUTH_FAILED', 'No'); next();\n",
      },
    },
  },
];
