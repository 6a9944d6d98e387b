/** An event to emit; its payload is made of what has come before. */
export interface Step {
  emit: string;
  payload: object;
  /** Events that it brings to the agent itself, in this order. */
  brings: readonly string[];
}

const agentId = 'stock-agent';
const channelId = 'stock-channel';

/**
 * What the system's document shows of agents, channels, messages, tasks, memory, control loops and tools, one
 * after the other.
 */
export const flows: readonly Step[] = [
  {
    emit: 'agent:register',
    payload: { agentId, name: 'Stock agent', channelId, capabilities: ['analysis'] },
    brings: ['agent:registered'],
  },
  { emit: 'message:send', payload: { channelId, content: 'Test message' }, brings: ['message'] },
  { emit: 'message:direct', payload: { targetAgentId: agentId, content: 'to myself' }, brings: ['direct_message'] },
  {
    emit: 'message:broadcast',
    payload: { channelId, content: 'Maintenance at noon', type: 'announcement' },
    brings: ['message'],
  },
  { emit: 'agent:update', payload: { agentId, updates: { status: 'busy' } }, brings: [] },
  { emit: 'agent:status', payload: { agentId }, brings: ['agent:status:response'] },
  {
    emit: 'channel:join',
    payload: { channelId: 'another', agentId },
    brings: ['channel:joined', 'channel:participants'],
  },
  { emit: 'channel:update', payload: { channelId: 'another', updates: { name: 'Another' } }, brings: [] },
  { emit: 'channel:leave', payload: { channelId: 'another', agentId }, brings: [] },
  {
    emit: 'task:create',
    payload: {
      channelId,
      task: {
        name: 'Analyse',
        description: 'Look at it',
        requirements: ['analysis'],
        assignmentStrategy: 'capability',
      },
    },
    brings: ['task:created'],
  },
  {
    emit: 'memory:update',
    payload: { scope: 'agent', targetId: agentId, key: 'colour', value: { name: 'blue' } },
    brings: [],
  },
  { emit: 'memory:get', payload: { scope: 'agent', targetId: agentId, key: 'colour' }, brings: ['memory:data'] },
  {
    emit: 'memory:bulk',
    payload: {
      operations: [
        { action: 'create', scope: 'agent', targetId: agentId, key: 'size', value: 3 },
        { action: 'delete', scope: 'agent', targetId: agentId, key: 'colour' },
      ],
    },
    brings: [],
  },
  { emit: 'memory:delete', payload: { scope: 'agent', targetId: agentId }, brings: [] },
  { emit: 'mcp:tool:list', payload: {}, brings: ['mcp:tool:list:response'] },
  {
    emit: 'mcp:tool:execute',
    payload: { toolName: 'calculator', arguments: { expression: '10 + 20 + 30' } },
    brings: ['mcp:tool:result'],
  },
  {
    emit: 'control_loop:init',
    payload: { agentId, config: { controlLoopId: 'stock-loop', maxCycles: 2 } },
    brings: ['control_loop:initialized'],
  },
  {
    emit: 'control_loop:observation',
    payload: { controlLoopId: 'stock-loop', observation: { type: 'reading', data: { celsius: 21 }, source: 'sensor' } },
    brings: [
      'control_loop:observation:processed',
      'control_loop:reasoning:complete',
      'control_loop:action:planned',
      'control_loop:progress:update',
      'control_loop:reflection:complete',
    ],
  },
];
