import { mxf } from '@agentwire/generated/constants/mxf';
import type { MxfMemoryBulk } from '@agentwire/generated/types/mxf';
import type { MemoryOperation } from '../../services/memory/memory.ts';
import type { Handlers } from './protocol.ts';

const { memoryEntries: entries, memoryBytes: bytes, memoryTenantBytes: tenantBytes } = mxf.channels.mxf.limits;
const bounds = { entries, bytes, tenantBytes };

export const memoryHandlers: Handlers<'memory'> = {
  async 'memory:get'({ payload: { scope, targetId, key } }, { client, services, reply }) {
    const found = await services.memory.read(client.state.tenant, { scope, targetId, key });
    const entries = found.map(({ updatedMs, ...entry }) => ({
      ...entry,
      updatedAt: new Date(updatedMs).toISOString(),
    }));
    reply({ event: 'memory:data', payload: { scope, targetId, entries } });
  },

  async 'memory:update'({ payload: { scope, targetId, key, value, metadata } }, { client, services }) {
    const operation: MemoryOperation = { kind: 'write', scope, targetId, key, value, metadata };
    await services.memory.apply(client.state.tenant, [operation], bounds);
  },

  async 'memory:delete'({ payload: { scope, targetId, key } }, { client, services }) {
    await services.memory.apply(client.state.tenant, [{ kind: 'delete', scope, targetId, key }], bounds);
  },

  /** All operations take effect or none (MXF-A27). */
  async 'memory:bulk'({ payload: { operations } }, { client, services }) {
    await services.memory.apply(client.state.tenant, operations.map(operationOf), bounds);
    return { applied: operations.length };
  },
};

function operationOf({ action, scope, targetId, key, value }: MxfMemoryBulk['operations'][number]): MemoryOperation {
  return action === 'delete'
    ? { kind: 'delete', scope, targetId, key }
    : { kind: 'write', scope, targetId, key, value };
}
