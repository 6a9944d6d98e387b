import { mxf } from '@agentwire/generated/constants/mxf';
import type { Client } from '../../handler.ts';
import type { ControlLoop, Listener, LoopEvent, LoopSettings } from '../../services/control-loop/control-loop.ts';
import type { Handlers, Mxf } from './protocol.ts';

const { limits, errors } = mxf.channels.mxf;

/** The loops that a connection has given observations to, by their id. */
const observing = new WeakMap<Client<Mxf>, Map<string, ControlLoop>>();

/** Whether an observation of this connection has not had its whole cycle. */
export function awaitsCycles(client: Client<Mxf>): boolean {
  const loops = observing.get(client)?.values() ?? [];
  return [...loops].some(({ isBusy, listener }) => isBusy && listener.ended === client.ended);
}

export const controlLoopHandlers: Handlers<'control_loop'> = {
  /** The id is in the acknowledgement as well, for those who do not know the event (MXF-A04). */
  'control_loop:init'({ payload: { agentId, config } }, { client, services, reply }) {
    const { observationModel, reasoningModel, planningModel, reflectionModel, ...rest } = config;
    const { state } = client;
    state.require(agentId);
    const loop = services.controlLoops.init(
      {
        tenant: state.tenant,
        agentId,
        id: rest.controlLoopId,
        wishes: {
          models: {
            observation: observationModel,
            reasoning: reasoningModel,
            planning: planningModel,
            reflection: reflectionModel,
          },
          cycleIntervalMs: rest.cycleInterval,
          maxCycles: rest.maxCycles,
        },
        listener: listenerOn(client),
      },
      { loops: limits.controlLoops, nameLength: limits.nameLength },
    );
    const { id: controlLoopId, settings } = loop;
    reply({ event: 'control_loop:initialized', payload: { controlLoopId, agentId, config: inForce(settings) } });
    return { controlLoopId };
  },

  /** Begins a cycle, which answers step by step in its own time. */
  'control_loop:observation'({ payload: { controlLoopId: id, observation } }, { client, services }) {
    const { state } = client;
    const key = { tenant: state.tenant, id };
    const loop = services.controlLoops.find(key);
    state.require(loop.agentId);
    services.controlLoops.observe(key, observation, { limit: limits.observations, listener: listenerOn(client) });
    observing.set(client, (observing.get(client) ?? new Map<string, ControlLoop>()).set(id, loop));
  },
};

function listenerOn(client: Client<Mxf>): Listener {
  return { report: (event, controlLoopId) => client.send(wireEvent(event, controlLoopId)), ended: client.ended };
}

function inForce({ models, cycleIntervalMs, maxCycles }: LoopSettings): Record<string, unknown> {
  return {
    observationModel: models.observation,
    reasoningModel: models.reasoning,
    planningModel: models.planning,
    reflectionModel: models.reflection,
    cycleInterval: cycleIntervalMs,
    ...(maxCycles !== undefined && { maxCycles }),
  };
}

type Wire = {
  [Kind in LoopEvent['kind']]: (event: Extract<LoopEvent, { kind: Kind }>, controlLoopId: string) => Mxf['draft'];
};

const wire: Wire = {
  observed: ({ analysis, insights }, controlLoopId) => ({
    event: 'control_loop:observation:processed',
    payload: { controlLoopId, analysis, insights },
  }),
  reasoned: ({ reasoning, understanding }, controlLoopId) => ({
    event: 'control_loop:reasoning:complete',
    payload: { controlLoopId, reasoning, understanding },
  }),
  planned: ({ plan, actions }, controlLoopId) => ({
    event: 'control_loop:action:planned',
    payload: { controlLoopId, plan, actions },
  }),
  progressed: ({ status, isDone }, controlLoopId) => ({
    event: 'control_loop:progress:update',
    payload: { controlLoopId, status, completed: isDone },
  }),
  reflected: ({ insights, learnings }, controlLoopId) => ({
    event: 'control_loop:reflection:complete',
    payload: { controlLoopId, insights, learnings },
  }),
  failed: (_, controlLoopId) => ({
    event: 'error',
    payload: { code: 'INTERNAL_ERROR', message: errors.INTERNAL_ERROR, details: { controlLoopId } },
  }),
};

/** How a step of a cycle reads on this wire. */
function wireEvent(event: LoopEvent, controlLoopId: string): Mxf['draft'] {
  // Each kind has the function for it; the compiler cannot follow that the two belong together.
  return (wire[event.kind] as (event: LoopEvent, controlLoopId: string) => Mxf['draft'])(event, controlLoopId);
}
