import { codex as document } from '@agentwire/generated/constants/codex';
import { checkCodexAgentsClientMessage, checkCodexAgentsServerMessage } from '@agentwire/generated/validators/codex';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { pathOf } from '../../traits.ts';
import { connectionHandlers, connectionOf } from './connection.ts';
import { type Concern, wireError } from './errors.ts';
import type { CodexAgents } from './protocol.ts';
import { createWorkflow, executeWorkflow } from './runs.ts';

const { codexAgents: channel } = document.channels;

/** MCPCodex's workflows: defined by a client, run agent by agent, told event by event. */
export function codexAgents(settings: Settings): Profile<CodexAgents> {
  return {
    ...connectionOf(settings),
    channel: 'codexAgents',
    path: pathOf(document, channel),
    traits: channel,
    targets: [],
    checkClient: checkCodexAgentsClientMessage,
    checkServer: checkCodexAgentsServerMessage,
    handlers: { ...connectionHandlers, create_workflow: createWorkflow, execute_workflow: executeWorkflow },
    begin: () => ({ defined: new Map(), running: new Set() }),
    isBusy: ({ state }) => state.running.size > 0,
    readError: (error, { value }) => wireError(error, concernOf(value)),
  };
}

/** The workflow is called id where it is defined, and workflowId everywhere else (CODEX-A07). */
function concernOf(value: unknown): Concern {
  const { type, id, workflowId } = value instanceof Object ? (value as Record<string, unknown>) : {};
  const concerned = type === 'create_workflow' ? id : workflowId;
  return typeof concerned === 'string' ? { workflowId: concerned } : {};
}
