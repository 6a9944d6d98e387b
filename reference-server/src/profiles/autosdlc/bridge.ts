import { autosdlc as document } from '@agentwire/generated/constants/autosdlc';
import type { Published } from '../../profile.ts';
import type { WorkflowAdvance } from '../../services/workflows/workflow.ts';
import { type Readings, wordFor } from '../../showing.ts';
import type { Autosdlc } from './protocol.ts';

const { autosdlc: channel } = document.channels;
const { agentStatus: states, taskStatus: taskStates } = channel.bridge;

type Draft = Autosdlc['draft'];
type WorkflowReadings = {
  [Kind in WorkflowAdvance['kind']]: (advance: Extract<WorkflowAdvance, { kind: Kind }>, workflowId: string) => Draft;
};

const workflowReadings: WorkflowReadings = {
  started: ({ name: workflowType, initiator, parameters, steps }, workflowId) => ({
    type: 'workflow_started',
    // Nobody knows how long a run will take; the document wants a number.
    data: { workflowId, workflowType, initiator, parameters, steps: [...steps], estimatedDuration: 0 },
  }),

  'step-completed': ({ stepId, stepType, result, durationMs: duration, nextStepId: nextStep }, workflowId) => ({
    type: 'workflow_step_complete',
    data: { workflowId, stepId, stepType, result, duration, nextStep },
  }),

  completed: ({ result, durationMs: duration, outputs, metrics }, workflowId) => ({
    type: 'workflow_complete',
    data: { workflowId, result, duration, outputs, metrics },
  }),

  failed: ({ error, stepId, durationMs: duration }, workflowId) => ({
    type: 'workflow_failed',
    data: { workflowId, error, stepId, duration },
  }),
};

/** How what happens elsewhere on the platform reads here. */
export const readings: Readings<Autosdlc> = {
  agentStatusChanged: ({ agentId, kind: agentType = 'agent', status, previousStatus, currentTask: reason }) => ({
    type: 'agent_status',
    data: {
      agentId,
      agentType,
      status: states[status],
      ...(previousStatus && { previousStatus: states[previousStatus] }),
      // The document's currentTask is more than words, and words are all that is known.
      reason,
    },
  }),

  taskProgressed: ({ agentId, taskId, name: taskType, status, progress }) => ({
    type: 'agent_task_update',
    data: { agentId, taskId, taskType, status: taskStates[status], progress },
  }),

  notified: ({ level, title = 'Notification', message }) => ({
    type: 'system_notification',
    data: { level, title, message },
  }),

  workflowAdvanced({ workflowId, advance }) {
    // Each kind has the function for it; the compiler cannot follow that the two belong together.
    return (workflowReadings[advance.kind] as (advance: WorkflowAdvance, workflowId: string) => Draft)(
      advance,
      workflowId,
    );
  },
};

/** What is published here and says something about the platform. */
export const published: Published<Autosdlc> = {
  agent_status({ data: { agentId, agentType: role, status: state, currentTask: task } }, said) {
    const { tenant, channel: origin, services } = said;
    const status = wordFor(states, state);
    if (!status) return;
    const { type: currentTask, progress } = task ?? {};
    services.agents.report({ tenant, agentId, role, status, currentTask, progress, origin });
  },

  agent_task_update({ data: { agentId, taskId, taskType: name, status: state, progress } }, { tell }) {
    const status = wordFor(taskStates, state);
    if (status) tell('taskProgressed', { agentId, taskId, name, status, progress });
  },

  system_notification({ data: { level, title, message } }, { tell }) {
    tell('notified', { level, title, message });
  },

  workflow_started({ data: { workflowId, workflowType: name, initiator, parameters, steps } }, { tell }) {
    const known = steps.map(({ id = '', type = '' }) => ({ id, type }));
    const advance = { kind: 'started', name, initiator, parameters, steps: known } as const;
    tell('workflowAdvanced', { workflowId, advance });
  },

  workflow_step_complete({ data: { workflowId, duration: durationMs, nextStep: nextStepId, ...step } }, { tell }) {
    const advance = { kind: 'step-completed', ...step, durationMs, nextStepId } as const;
    tell('workflowAdvanced', { workflowId, advance });
  },

  workflow_complete({ data: { workflowId, duration: durationMs, ...end } }, { tell }) {
    tell('workflowAdvanced', { workflowId, advance: { kind: 'completed', ...end, durationMs } });
  },

  workflow_failed({ data: { workflowId, error, stepId, duration: durationMs } }, { tell }) {
    tell('workflowAdvanced', { workflowId, advance: { kind: 'failed', error, stepId, durationMs } });
  },
};
