import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Engine, GenerationError } from '../generation/engine.ts';
import { ControlLoop, type Listener, type LoopSettings } from './control-loop.ts';
import type { Models } from './cycle.ts';

/** A loop of a tenant. */
export interface LoopKey {
  tenant: string;
  id: string;
}

/** What an agent asks of its loop. */
export interface LoopWishes {
  /** One that the engine does not have is replaced by its own. */
  models: Partial<Models>;
  /** 0 without. */
  cycleIntervalMs?: number | undefined;
  /** Below 1, or without, there is no end. */
  maxCycles?: number | undefined;
}

export interface NewLoop {
  tenant: string;
  agentId: string;
  /** A new one is made without. */
  id?: string | undefined;
  wishes: LoopWishes;
  listener: Listener;
}

export interface LoopBounds {
  /** Of one tenant. */
  loops: number;
  /** Longest id that an agent may choose, and longest name of a model, characters. */
  nameLength: number;
}

/** An observation as its agent gives it. */
export interface GivenObservation {
  type: string;
  source: string;
  /** Any JSON value. */
  data: unknown;
}

/** Serves where the agent names no model, or one that the engine does not have or that is too long a name. */
const ownModel = 'claude-3-opus';
/** What is read of an observation: of its type and of its source, and of its data as JSON text, characters. */
const maxRead = { name: 200, data: 2000 };

/**
 * The control loops of all tenants. Each belongs to the agent that made it, and ends with the last listener that
 * it has.
 */
export class ControlLoops {
  readonly #parts: { engine: Engine; clock: Clock; log: Log };
  /** By tenant and id. */
  readonly #loops = new Map<string, Map<string, ControlLoop>>();

  constructor(parts: { engine: Engine; clock: Clock; log: Log }) {
    this.#parts = parts;
  }

  /**
   * Makes a loop. One of the same agent with the same id is stopped and replaced, since an agent that
   * comes back begins anew.
   *
   * @throws ProtocolError FORBIDDEN when the id is another agent's, INVALID_REQUEST when it is too long,
   *   LIMIT_EXCEEDED
   */
  init({ tenant, agentId, id = randomUUID(), wishes, listener }: NewLoop, bounds: LoopBounds): ControlLoop {
    const { loops: limit, nameLength } = bounds;
    if (id.length > nameLength) {
      throw new ProtocolError('INVALID_REQUEST', {
        details: `the id of a control loop: at most ${nameLength} characters`,
      });
    }
    const loops = this.#loopsOf(tenant);
    const known = loops.get(id);
    if (known && known.agentId !== agentId) {
      throw new ProtocolError('FORBIDDEN', { details: 'the control loop belongs to another agent' });
    }
    if (!known && loops.size >= limit) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `control loops: at most ${limit}` });
    }
    known?.stop();
    const loop = new ControlLoop({
      ...this.#parts,
      id,
      agentId,
      settings: this.#settings(wishes, nameLength),
      listener,
    });
    loops.set(id, loop);
    endWith(listener, loop, loops);
    return loop;
  }

  /** @throws ProtocolError NOT_FOUND */
  find({ tenant, id }: LoopKey): ControlLoop {
    const loop = this.#loops.get(tenant)?.get(id);
    if (!loop) throw new ProtocolError('NOT_FOUND', { missing: { entity: 'controlLoop', id } });
    return loop;
  }

  /**
   * Hands an observation of its agent to a loop, which reports for itself.
   *
   * @param options.limit observations of a loop that wait
   * @param options.listener takes the place of the one before it
   * @throws ProtocolError NOT_FOUND, and as `ControlLoop.observe`
   */
  observe(
    key: LoopKey,
    { type, source, data }: GivenObservation,
    { limit, listener }: { limit: number; listener: Listener },
  ): void {
    const loop = this.find(key);
    const hasMoved = loop.listener.ended !== listener.ended;
    loop.listener = listener;
    if (hasMoved) endWith(listener, loop, this.#loopsOf(key.tenant));
    loop.observe(
      {
        type: type.slice(0, maxRead.name),
        source: source.slice(0, maxRead.name),
        data: (JSON.stringify(data) ?? '').slice(0, maxRead.data),
      },
      limit,
    );
  }

  #loopsOf(tenant: string): Map<string, ControlLoop> {
    let loops = this.#loops.get(tenant);
    if (!loops) {
      loops = new Map();
      this.#loops.set(tenant, loops);
    }
    return loops;
  }

  #settings({ models, cycleIntervalMs = 0, maxCycles = 0 }: LoopWishes, nameLength: number): LoopSettings {
    const served = (model = ownModel): string => (model.length <= nameLength && this.#serves(model) ? model : ownModel);
    return {
      models: {
        observation: served(models.observation),
        reasoning: served(models.reasoning),
        planning: served(models.planning),
        reflection: served(models.reflection),
      },
      cycleIntervalMs: Math.max(0, cycleIntervalMs),
      ...(maxCycles >= 1 && { maxCycles: Math.floor(maxCycles) }),
    };
  }

  /** Asks the engine without having it begin. */
  #serves(model: string): boolean {
    try {
      this.#parts.engine.generate({ prompt: '', model, context: {}, constraints: {} }, AbortSignal.abort());
      return true;
    } catch (error) {
      if (error instanceof GenerationError) return false;
      throw error;
    }
  }
}

/** Ends the loop with its listener, unless it has another one by then. */
function endWith({ ended }: Listener, loop: ControlLoop, loops: Map<string, ControlLoop>): void {
  const end = (): void => {
    if (loop.listener.ended !== ended) return;
    loop.stop();
    if (loops.get(loop.id) === loop) loops.delete(loop.id);
  };
  if (ended.aborted) end();
  else ended.addEventListener('abort', end, { once: true });
}
