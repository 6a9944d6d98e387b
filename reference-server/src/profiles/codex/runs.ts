import { codex } from '@agentwire/generated/constants/codex';
import type {
  CodexAgentsServerMessage,
  CodexCreateWorkflow,
  CodexExecuteWorkflow,
} from '@agentwire/generated/types/codex';
import { ProtocolError } from '../../errors.ts';
import type { Exchange } from '../../handler.ts';
import { GenerationError } from '../../services/generation/engine.ts';
import type { WorkflowEvent } from '../../services/workflows/workflow.ts';
import type { CodexAgents, Runs } from './protocol.ts';

const { limits } = codex.channels.codexAgents;

/** Defines a workflow, or defines it anew unless it runs. */
export function createWorkflow(
  { id, name, agents, coordination = 'sequential', context = {} }: CodexCreateWorkflow,
  { client: { state }, reply }: Exchange<CodexAgents>,
): void {
  refuseRunning(id, state);
  if (state.defined.size >= limits.requests && !state.defined.has(id)) tooMany('workflows of a connection');
  if (agents.length > limits.requests) tooMany('agents of a workflow');
  const named = agents.map((agent, index) => ({ ...agent, id: `agent-${index + 1}` }));
  state.defined.set(id, { id, name, agents: named, coordination, context });
  reply({
    event: 'workflow_created',
    type: 'workflow_event',
    workflowId: id,
    name,
    agents: named.map((agent) => ({ agentId: agent.id, agentType: agent.type })),
    coordination,
  });
}

/** Begins a run and returns; it goes on beside all others until its end or its client's. */
export function executeWorkflow(
  { workflowId, task }: CodexExecuteWorkflow,
  { client, log, services }: Exchange<CodexAgents>,
): void {
  const { defined, running } = client.state;
  const say = (event: Unaddressed<CodexAgentsServerMessage>): void =>
    client.send({ ...event, type: 'workflow_event', workflowId } as CodexAgentsServerMessage);
  const workflow = defined.get(workflowId);
  if (!workflow) {
    // Only this message rejects the promise of the caller (CODEX-B31, A23).
    say({ event: 'workflow_error', error: 'There is no such workflow.' });
    return;
  }
  refuseRunning(workflowId, client.state);
  const { identity } = client;
  if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
  running.add(workflowId);
  services.workflows
    .run(workflow, { task, initiator: identity, report: (event) => say(wireEvent(event)), signal: client.ended })
    .then((merged) => say({ event: 'workflow_completed', ...merged, artifacts: [...merged.artifacts] }))
    .catch((error) => {
      if (client.ended.aborted) return;
      if (!(error instanceof GenerationError)) log.error({ clientId: client.clientId, err: error }, 'a run failed');
      say({
        event: 'workflow_error',
        error: error instanceof GenerationError ? error.message : 'The server has failed.',
      });
    })
    .finally(() => running.delete(workflowId));
}

/** Told by an error and not by `workflow_error`, which would reject the run in progress (CODEX-B32). */
function refuseRunning(id: string, { running }: Runs): void {
  if (running.has(id)) throw new ProtocolError('INVALID_REQUEST', { details: 'the workflow still runs' });
}

function tooMany(what: string): never {
  throw new ProtocolError('LIMIT_EXCEEDED', { details: `${what}: at most ${limits.requests}` });
}

/** An event of a workflow without the members that all of them have. */
type Unaddressed<Message> = Message extends { event: string } ? Omit<Message, 'type' | 'workflowId'> : never;

type Wire = {
  [Kind in WorkflowEvent['kind']]: (
    event: Extract<WorkflowEvent, { kind: Kind }>,
  ) => Unaddressed<CodexAgentsServerMessage>;
};

const wire: Wire = {
  'agent-started': ({ agent, task }) => ({
    event: 'agent_started',
    agentId: agent.id,
    agentType: agent.type,
    task,
  }),
  'agent-progress': ({ agent, progress, step, thinking }) => ({
    event: 'agent_progress',
    agentId: agent.id,
    progress,
    step,
    thinking,
  }),
  'agent-completed': ({ agent, result, artifacts }) => ({
    event: 'agent_completed',
    agentId: agent.id,
    result,
    artifacts: [...artifacts],
  }),
};

/** How an event of a run reads on this wire. */
function wireEvent(event: WorkflowEvent): Unaddressed<CodexAgentsServerMessage> {
  // Each kind has the function for it; the compiler cannot follow that the two belong together.
  return (wire[event.kind] as (event: WorkflowEvent) => Unaddressed<CodexAgentsServerMessage>)(event);
}
