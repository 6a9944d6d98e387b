import { mxf } from '@agentwire/generated/constants/mxf';
import type { Exchange } from '../../handler.ts';
import type { Candidate } from '../../services/tasks/assignment.ts';
import type { TaskKey } from '../../services/tasks/tasks.ts';
import type { Handlers, Mxf } from './protocol.ts';

const { limits } = mxf.channels.mxf;

export const taskHandlers: Handlers<'task'> = {
  /** Every member of the channel hears of it, the one who got it above all (MXF-B35). */
  async 'task:create'({ payload: { channelId, task: asked } }, exchange) {
    const { client, services, publish } = exchange;
    const { tenant } = client.state;
    client.state.speakerIn(channelId);
    const { name, description, requirements = [], assignmentStrategy: strategy, priority, deadline } = asked;
    const candidates = candidatesIn(channelId, exchange);
    const task = await services.tasks.create(
      { tenant, channelId, name, description, requirements, strategy, deadline, candidates },
      { limit: limits.tasks, signal: client.ended },
    );
    const { id: taskId, assignedTo, status, createdAtMs } = task;
    const createdAt = new Date(createdAtMs).toISOString();
    const given = { channelId, name, description, ...(priority && { priority }) };
    publish({ event: 'task:created', payload: { taskId, assignedTo, ...given, status, createdAt } });
  },

  'task:assign'({ payload: { taskId, agentId } }, exchange) {
    const { services } = exchange;
    const { key } = actingOn(taskId, exchange);
    services.agents.get({ tenant: key.tenant, agentId });
    services.tasks.assign(key, agentId);
  },

  'task:progress'({ payload: { taskId, progress } }, exchange) {
    const { key, agentId } = actingOn(taskId, exchange);
    exchange.services.tasks.progress(key, agentId, progress);
  },

  'task:complete'({ payload: { taskId, result } }, exchange) {
    const { key, agentId } = actingOn(taskId, exchange);
    exchange.services.tasks.complete(key, agentId, result);
  },
};

/** The members of a channel as a task sees them. */
function candidatesIn(channelId: string, { client, services }: Exchange<Mxf>): Candidate[] {
  const { tenant } = client.state;
  return [...services.channels.members({ tenant, channelId })].flatMap((agentId) => {
    const agent = services.agents.find({ tenant, agentId });
    return agent ? [{ ...agent, isOnline: agent.status !== 'offline' }] : [];
  });
}

/**
 * The agent of this connection that acts on a task: the one that has it, or else a member of its channel.
 *
 * @throws ProtocolError NOT_FOUND when there is no such task, FORBIDDEN when no agent here is either
 */
function actingOn(taskId: string, { client, services }: Exchange<Mxf>): { key: TaskKey; agentId: string } {
  const { state } = client;
  const key = { tenant: state.tenant, taskId };
  const { channelId, assignedTo } = services.tasks.find(key);
  const agentId = state.agentIds.find((own) => own === assignedTo) ?? state.speakerIn(channelId);
  return { key, agentId };
}
