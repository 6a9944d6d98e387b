import type {
  CodexAgentsClientMessage,
  CodexAgentsServerMessage,
  CodexProjectClientMessage,
  CodexProjectServerMessage,
  CodexRequestId,
  CodexStreamClientMessage,
  CodexStreamServerMessage,
} from '@agentwire/generated/types/codex';
import type { Protocol } from '../../protocol.ts';
import type { Workflow } from '../../services/workflows/workflow.ts';
import type { Following } from './following.ts';

/** Any of the endpoints. Messages are flat, and the server adds nothing to its own. */
export interface Codex extends Protocol {
  client: CodexStreamClientMessage | CodexAgentsClientMessage | CodexProjectClientMessage;
  server: CodexStreamServerMessage | CodexAgentsServerMessage | CodexProjectServerMessage;
  draft: this['server'];
}

/** Ids of the streams that run on one connection; an integer and the same digits as a string are two (CODEX-A07). */
export type Streams = Set<CodexRequestId>;

/** What one connection has defined, and what of it runs. Both end with the connection. */
export interface Runs {
  defined: Map<string, Workflow>;
  running: Set<string>;
}

/** `/v1/ws` */
export interface CodexStream extends Codex {
  client: CodexStreamClientMessage;
  server: CodexStreamServerMessage;
  state: Streams;
}

/** `/v1/agents` */
export interface CodexAgents extends Codex {
  client: CodexAgentsClientMessage;
  server: CodexAgentsServerMessage;
  state: Runs;
}

/** `/v1/projects/{id}/stream` */
export interface CodexProject extends Codex {
  client: CodexProjectClientMessage;
  server: CodexProjectServerMessage;
  state: Following;
}
