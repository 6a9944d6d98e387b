import { mxf } from '@agentwire/generated/constants/mxf';
import type { MxfMcpToolExecute } from '@agentwire/generated/types/mxf';
import { ProtocolError } from '../../errors.ts';
import { type Client, type Exchange, Ongoing } from '../../handler.ts';
import type { ToolResult } from '../../services/tools/tools.ts';
import { wireError } from './errors.ts';
import type { Acknowledged, Handlers, Mxf } from './protocol.ts';

const { limits } = mxf.channels.mxf;
const bounds = {
  tools: limits.tools,
  toolBytes: limits.toolBytes,
  outputBytes: limits.toolOutputBytes,
  timeoutMs: limits.toolTimeoutMs,
  retries: limits.toolRetries,
};

/** The executions of a connection that have no result yet. */
interface Line {
  length: number;
  /** Fulfilled once all their results are told. */
  end: Promise<unknown>;
}

const lines = new WeakMap<Client<Mxf>, Line>();

/** Whether a connection waits for the result of a tool. */
export function awaitsTools(client: Client<Mxf>): boolean {
  return (lines.get(client)?.length ?? 0) > 0;
}

export const toolHandlers: Handlers<'mcp'> = {
  'mcp:tool:list'({ payload: { category, provider } }, { client, services, reply }) {
    const tools = services.tools.list(client.state.tenant, { category, provider });
    reply({ event: 'mcp:tool:list:response', payload: tools });
  },

  async 'mcp:tool:register'({ payload }, { client, services }) {
    const { name, description, inputSchema, category, handler } = payload;
    const { tenant, agentIds } = client.state;
    const provider = agentIds[0] ?? client.identity?.userId ?? '';
    const tool = { name, description, inputSchema, ...(category !== undefined && { category }), provider, handler };
    await services.tools.register(tenant, tool, bounds);
  },

  /** Other events go on meanwhile; the results of a connection come in the order of its requests (MXF-A16). */
  'mcp:tool:execute'({ payload }, exchange) {
    const { client } = exchange;
    const line = lines.get(client) ?? { length: 0, end: Promise.resolve() };
    if (line.length === limits.requests) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `${limits.requests} tools run already on this connection` });
    }
    lines.set(client, line);
    line.length++;
    const execution = execute(payload, exchange);
    const done = Promise.allSettled([execution, line.end]).then(() => {
      line.length--;
      return tell(execution, payload, exchange);
    });
    line.end = done.catch(() => {});
    return new Ongoing(done);
  },
};

function execute({ toolName, arguments: given, options }: MxfMcpToolExecute, exchange: Exchange<Mxf>) {
  const { client, services } = exchange;
  const { timeout: timeoutMs, retries } = options ?? {};
  return services.tools.execute(client.state.tenant, { name: toolName, given, timeoutMs, retries, bounds });
}

/**
 * Sends the result, and gives it to the acknowledgement. A tool that could not run has one too, for those
 * who wait for nothing else (MXF-A20).
 *
 * @throws ProtocolError when it could not run
 */
async function tell(
  execution: Promise<ToolResult>,
  { toolName }: MxfMcpToolExecute,
  { reply }: Exchange<Mxf>,
): Promise<Acknowledged> {
  try {
    const result = { ...(await execution), toolName };
    reply({ event: 'mcp:tool:result', payload: result });
    return result;
  } catch (error) {
    if (error instanceof ProtocolError) {
      const payload = { success: false as const, error: wireError(error).message, toolName };
      reply({ event: 'mcp:tool:result', payload });
    }
    throw error;
  }
}
