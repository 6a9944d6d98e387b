// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** Anything else there is to say about the agent. */
export interface MxfAgentMetadata {
  /** Any JSON value. */
  version?: unknown;
  /** Any JSON value. */
  environment?: unknown;
  /** What the agent wants to receive. The SDK has these options and agent:register has no member for them, so they travel here (MXF-A19). */
  mxp?: {
    /** @default false */
    enabled?: boolean;
    /** @default auto */
    preferredFormat?: "auto" | "mxp" | "natural-language";
  };
  [key: string]: unknown;
}

/** A closed set. What has no code of its own, an unknown task, tool or control loop, is VALIDATION_ERROR (MXF-A26). */
export type MxfErrorCode = "AUTH_FAILED" | "INVALID_KEY" | "CHANNEL_NOT_FOUND" | "AGENT_NOT_FOUND" | "PERMISSION_DENIED" | "RATE_LIMITED" | "VALIDATION_ERROR" | "INTERNAL_ERROR";

export type MxfAgentState = "online" | "busy" | "away" | "offline";

/** What an MXP message of type operation asks for. */
export interface MxfMxpOperation {
  op: string;
  /** Any JSON values. */
  args: unknown[];
}

/** Stands in the place of an MXP payload: AES-256-GCM over its JSON text, all bytes in base64. The key is HKDF-SHA-256 over the domain key, salt the channelId, info mxf-mxp-1, 32 bytes; the channelId is also the additional data. In a direct message the salt is the two agentIds, sorted and joined by a vertical bar, and that text is the additional data too (MXF-A10). */
export interface MxfMxpEncrypted {
  alg: "A256GCM";
  /** Which domain key, where there are several. */
  keyId?: string;
  /**
   * 12 bytes, new for every message.
   * @pattern ^[A-Za-z0-9+/]{16}$
   */
  iv: string;
  /**
   * 16 bytes.
   * @pattern ^[A-Za-z0-9+/]{22}==$
   */
  tag: string;
  ciphertext: string;
}

/** A structured message. Only type operation has members of its own; the others carry any object as payload. */
export interface MxfMxpMessage {
  version: string;
  /** Kind of the message; an open set, operation is known. */
  type: string;
  /** From a client, with a payload in plain: the server is asked to encrypt for those who receive MXP. To a client: the payload is encrypted (MXF-A10). */
  encrypted?: boolean;
  payload: MxfMxpOperation | MxfMxpEncrypted | { [key: string]: unknown };
}

/** Plain text or an MXP object; the document declares a string and sends an object in its MXP sample, on the same event (MXF-A09). */
export type MxfContent = string | MxfMxpMessage;

export type MxfMessagePriority = "low" | "normal" | "high";

/** Any further members may follow; they arrive as they were sent. */
export interface MxfMessageMetadata {
  priority?: MxfMessagePriority;
  tags?: string[];
  /** The messageId of the message that this one answers. */
  replyTo?: string;
  [key: string]: unknown;
}

/**
 * ISO 8601 in UTC; the document's Date cannot travel in JSON (MXF-A17).
 * @format date-time
 */
export type MxfTime = string;

export type MxfBroadcastType = "announcement" | "alert" | "update";

export interface MxfParticipant {
  agentId: string;
  name?: string;
  /** As in agent:status:response. */
  status?: string;
}

/** ISO 8601, a date or a date with time, as a client gives it; the document names the form in one place and a plain string in the others, so the schema asks for a string alone (MXF-A17). */
export type MxfGivenTime = string;

export type MxfTaskStatus = "pending" | "in_progress" | "completed" | "failed";

export type MxfMemoryScope = "agent" | "channel" | "relationship";

/** What the memory belongs to: an agentId or a channelId by scope; for a relationship an opaque string of the clients' choice (MXF-A29). */
export type MxfMemoryTarget = string;

/** The document names the type and not its members; a server that follows us gives key and value, and metadata and updatedAt (ISO 8601) where it has them. */
export interface MxfMemoryEntry {
  key?: string;
  /** Any JSON value, as it was written. */
  value?: unknown;
  metadata?: { [key: string]: unknown };
  /** ISO 8601. */
  updatedAt?: string;
}

export interface MxfMemoryEntryMetadata {
  /** Whether the entry outlives the server's process. One of which nothing is said may do so. */
  persistent?: boolean;
  expiresAt?: MxfGivenTime;
  tags?: string[];
}

export interface MxfMemoryOperation {
  /** create and update do the same, they write the entry whether it exists or not (MXF-A27). */
  action: "create" | "update" | "delete";
  scope: MxfMemoryScope;
  targetId: MxfMemoryTarget;
  key: string;
  /** Any JSON value. */
  value?: unknown;
}

export interface MxfControlLoopConfig {
  observationModel?: string;
  reasoningModel?: string;
  planningModel?: string;
  reflectionModel?: string;
  /** Milliseconds; the unit is our reading (MXF-A22). */
  cycleInterval?: number;
  maxCycles?: number;
  /** An id of the client's choice; our proposal (MXF-A04). */
  controlLoopId?: string;
}

/** The document names the type and not its members; a server that follows us gives name, description and inputSchema, and category and provider where it has them. */
export interface MxfMcpTool {
  name?: string;
  description?: string;
  /** JSON Schema of the arguments. */
  inputSchema?: { [key: string]: unknown };
  category?: string;
  provider?: string;
}

/**
 * The auth object of Socket.IO's CONNECT packet; absent where a Bearer header has told who it is.
 * `connect`, client → server.
 * The auth object of CONNECT. A user sends domainKey, username and password, an agent domainKey, keyId, secretKey and agentId; with a Bearer header the object is empty or absent. The document has these names as options of the SDK alone (MXF-A01).
 */
export interface MxfConnect {
  domainKey?: string;
  username?: string;
  password?: string;
  keyId?: string;
  secretKey?: string;
  /** The agent that the key belongs to. */
  agentId?: string;
}

/**
 * Socket.IO's CONNECT_ERROR packet; the credentials were not accepted.
 * `connect_error`, server → client.
 * What Socket.IO carries in CONNECT_ERROR; clients see it as connect_error.
 */
export interface MxfConnectError {
  /** Why the connection is refused, in words. */
  message: string;
  data: {
    /** INVALID_KEY for Bearer, domain and agent keys, AUTH_FAILED for a user's password or nothing at all (MXF-A23). */
    code: "AUTH_FAILED" | "INVALID_KEY";
    /** The same as outside, so that data reads like an error event. */
    message?: string;
  };
}

/**
 * Socket.IO's ACK packet, for every client event that asks for one. The system's document shows it for task:complete alone.
 * `ack`, server → client.
 * The acknowledgement of a client event. Some add what their event yields; an event that answers is sent besides (MXF-A07).
 */
export interface MxfAck {
  success: boolean;
  /** What went wrong, in words; present when success is false. */
  error?: string;
  /** Of control_loop:init, the id of the new loop. */
  controlLoopId?: string;
  /**
   * Of memory:bulk, how many operations were applied; 0 when it is refused.
   * @type integer
   * @minimum 0
   */
  applied?: number;
  /** Of mcp:tool:execute, the same as in mcp:tool:result. */
  output?: unknown;
  /** Of mcp:tool:execute, the same as in mcp:tool:result. */
  toolName?: string;
}

/**
 * Makes the socket the agent's, and the agent a member of the channel; sent after every connect.
 * `agent:register`, client → server.
 */
export interface MxfAgentRegister {
  agentId: string;
  name: string;
  /** The channel that the agent becomes a member of; made when there is none (MXF-A14, MXF-A15). */
  channelId: string;
  role?: string;
  capabilities?: string[];
  model?: string;
  description?: string;
  metadata?: MxfAgentMetadata;
  /** Agent key, where CONNECT carried none; our proposal (MXF-A01). */
  keyId?: string;
  /** Belongs to keyId; our proposal (MXF-A01). */
  secretKey?: string;
}

/**
 * The registration succeeded.
 * `agent:registered`, server → client.
 * The document's listener reads agentId; the rest is our proposal.
 */
export interface MxfAgentRegistered {
  agentId: string;
  channelId?: string;
  name?: string;
  /** When the agent was registered, ISO 8601. */
  timestamp?: string;
}

/**
 * An operation on an agent failed. The system's document only names it, the payload is that of error.
 * `agent:error`, server → client.
 */
export interface MxfAgentError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/**
 * Changes properties of an agent; nothing but an acknowledgement answers.
 * `agent:update`, client → server.
 */
export interface MxfAgentUpdate {
  agentId: string;
  /** Only what changes. */
  updates: {
    name?: string;
    status?: MxfAgentState;
    capabilities?: string[];
    metadata?: { [key: string]: unknown };
  };
}

/**
 * Any agent may be asked for.
 * `agent:status`, client → server.
 */
export interface MxfAgentStatus {
  agentId: string;
}

/**
 * The answer to agent:status.
 * `agent:status:response`, server → client.
 * The document shows online, lastSeen and an ellipsis; the rest is our proposal.
 */
export interface MxfAgentStatusResponse {
  /** Whether the agent's socket is connected and its status is not offline (MXF-A18). */
  online: boolean;
  /** ISO 8601; declared as a Date (MXF-A17). */
  lastSeen: string;
  agentId?: string;
  /** The agent's own word for it; a server that follows us sends online, busy, away or offline (MXF-A18). */
  status?: string;
  name?: string;
  capabilities?: string[];
}

/**
 * Text or an MXP object for every member of a channel; they receive message.
 * `message:send`, client → server.
 */
export interface MxfMessageSend {
  channelId: string;
  content: MxfContent;
  metadata?: MxfMessageMetadata;
}

/**
 * A message of a channel, for all its members; of message:send, and with type of message:broadcast.
 * `message`, server → client.
 * The document shows from, content, timestamp and an ellipsis; the rest is our proposal.
 */
export interface MxfMessage {
  /** The agentId of the sender. */
  from: string;
  content: MxfContent;
  timestamp: MxfTime;
  /** Made by the server; metadata.replyTo of an answer names it. */
  messageId?: string;
  channelId?: string;
  metadata?: MxfMessageMetadata;
  /** Of a broadcast alone, the type it was sent with, announcement, alert or update (MXF-A08). */
  type?: string;
}

/**
 * Text for one agent, which receives direct_message.
 * `message:direct`, client → server.
 */
export interface MxfMessageDirect {
  targetAgentId: string;
  /** Text; an MXP object is taken too, by our proposal (MXF-A09). */
  content: string | MxfMxpMessage;
  metadata?: { [key: string]: unknown };
}

/**
 * A message from one agent to this one. The system's document only names it, the payload is ours.
 * `direct_message`, server → client.
 */
export interface MxfDirectMessage {
  messageId: string;
  /** The agentId of the sender. */
  from: string;
  /** The agentId of the receiver, for a socket that holds several agents. */
  to?: string;
  content: MxfContent;
  metadata?: { [key: string]: unknown };
  timestamp: MxfTime;
}

/**
 * An announcement to all agents of a channel; they receive message with the type.
 * `message:broadcast`, client → server.
 */
export interface MxfMessageBroadcast {
  channelId: string;
  content: string;
  type: MxfBroadcastType;
}

/**
 * Makes the agent a member; joining again is answered in the same way.
 * `channel:join`, client → server.
 */
export interface MxfChannelJoin {
  channelId: string;
  agentId: string;
}

/**
 * The agent is a member. The system's document only names it, the payload is ours.
 * `channel:joined`, server → client.
 */
export interface MxfChannelJoined {
  channelId: string;
  agentId: string;
  timestamp?: MxfTime;
}

/**
 * Who is in the channel, after a join. The system's document only names it, the payload is ours.
 * `channel:participants`, server → client.
 */
export interface MxfChannelParticipants {
  channelId: string;
  participants: MxfParticipant[];
}

/**
 * An operation on a channel failed. The system's document only names it, the payload is that of error.
 * `channel:error`, server → client.
 */
export interface MxfChannelError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/**
 * Ends the agent's membership; nothing but an acknowledgement answers.
 * `channel:leave`, client → server.
 */
export interface MxfChannelLeave {
  channelId: string;
  agentId: string;
}

/**
 * Changes what is known of a channel; nothing but an acknowledgement answers.
 * `channel:update`, client → server.
 */
export interface MxfChannelUpdate {
  channelId: string;
  /** Only what changes. */
  updates: {
    name?: string;
    description?: string;
    metadata?: { [key: string]: unknown };
  };
}

/**
 * The server chooses an agent of the channel and answers with task:created.
 * `task:create`, client → server.
 */
export interface MxfTaskCreate {
  channelId: string;
  task: {
    name: string;
    description: string;
    /** Capabilities that the task takes. */
    requirements?: string[];
    /** How the server chooses the agent. */
    assignmentStrategy?: "capability" | "workload" | "llm" | "role";
    priority?: "low" | "normal" | "high" | "urgent";
    deadline?: MxfGivenTime;
    metadata?: { [key: string]: unknown };
  };
}

/**
 * The task and who has it.
 * `task:created`, server → client.
 * The document shows taskId, assignedTo and an ellipsis; the rest is our proposal.
 */
export interface MxfTaskCreated {
  taskId: string;
  /** The agentId of the chosen agent; null when nobody qualifies. */
  assignedTo: string | null;
  channelId?: string;
  name?: string;
  description?: string;
  /** State of the task; a server that follows us sends pending, in_progress, completed or failed. */
  status?: string;
  priority?: string;
  /** ISO 8601. */
  createdAt?: string;
}

/**
 * Gives a task to an agent by hand; nothing but an acknowledgement answers.
 * `task:assign`, client → server.
 */
export interface MxfTaskAssign {
  taskId: string;
  agentId: string;
  /** Why this agent, in words. */
  reason?: string;
}

/**
 * How far a task is; nothing but an acknowledgement answers.
 * `task:progress`, client → server.
 */
export interface MxfTaskProgress {
  taskId: string;
  progress: {
    status: MxfTaskStatus;
    /**
     * Percent done.
     * @minimum 0
     * @maximum 100
     */
    percentage?: number;
    message?: string;
    metadata?: { [key: string]: unknown };
  };
}

/**
 * Ends a task with its result; the system's document asks for an acknowledgement.
 * `task:complete`, client → server.
 */
export interface MxfTaskComplete {
  taskId: string;
  result: {
    success: boolean;
    /** What came of the task; any JSON value. */
    output?: unknown;
    /** What went wrong, in words. */
    error?: string;
    metadata?: { [key: string]: unknown };
  };
}

/**
 * An operation on a task failed. The system's document only names it, the payload is that of error.
 * `task:error`, server → client.
 */
export interface MxfTaskError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/**
 * One entry, or all of a target.
 * `memory:get`, client → server.
 */
export interface MxfMemoryGet {
  scope: MxfMemoryScope;
  targetId: MxfMemoryTarget;
  /** One entry; absent, all of the target. */
  key?: string;
}

/**
 * The answer to memory:get.
 * `memory:data`, server → client.
 * The document shows entries, scope and an ellipsis; targetId is our proposal.
 */
export interface MxfMemoryData {
  entries: MxfMemoryEntry[];
  scope: MxfMemoryScope;
  targetId?: MxfMemoryTarget;
}

/**
 * Creates or replaces an entry; nothing but an acknowledgement answers.
 * `memory:update`, client → server.
 */
export interface MxfMemoryUpdate {
  scope: MxfMemoryScope;
  targetId: MxfMemoryTarget;
  key: string;
  /** Any JSON value, null included. */
  value: unknown;
  metadata?: MxfMemoryEntryMetadata;
}

/**
 * One entry, or all of a target; nothing but an acknowledgement answers.
 * `memory:delete`, client → server.
 */
export interface MxfMemoryDelete {
  scope: MxfMemoryScope;
  targetId: MxfMemoryTarget;
  /** One entry; absent, all of the target. */
  key?: string;
}

/**
 * Applied in order and as a whole; nothing but an acknowledgement answers.
 * `memory:bulk`, client → server.
 */
export interface MxfMemoryBulk {
  /** Applied in this order. */
  operations: MxfMemoryOperation[];
}

/**
 * An operation on memory failed. The system's document only names it, the payload is that of error.
 * `memory:error`, server → client.
 */
export interface MxfMemoryError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/**
 * The acknowledgement and control_loop:initialized carry the loop's id.
 * `control_loop:init`, client → server.
 */
export interface MxfControlLoopInit {
  agentId: string;
  config: MxfControlLoopConfig;
}

/**
 * The id that observations need. The system's document has no such event, it is our proposal.
 * `control_loop:initialized`, server → client.
 */
export interface MxfControlLoopInitialized {
  controlLoopId: string;
  agentId: string;
  /** The settings in force. */
  config?: { [key: string]: unknown };
}

/**
 * Starts one cycle, whose five events answer.
 * `control_loop:observation`, client → server.
 */
export interface MxfControlLoopObservation {
  controlLoopId: string;
  observation: {
    type: string;
    /** What was observed; any JSON value. */
    data: unknown;
    source: string;
    timestamp?: MxfGivenTime;
  };
}

/**
 * The first step of a cycle.
 * `control_loop:observation:processed`, server → client.
 */
export interface MxfControlLoopObservationProcessed {
  controlLoopId: string;
  /** Any JSON value. */
  analysis: unknown;
  /** Any JSON value. */
  insights: unknown;
}

/**
 * The second step of a cycle.
 * `control_loop:reasoning:complete`, server → client.
 */
export interface MxfControlLoopReasoningComplete {
  controlLoopId: string;
  /** Any JSON value. */
  reasoning: unknown;
  /** Any JSON value. */
  understanding: unknown;
}

/**
 * The third step of a cycle.
 * `control_loop:action:planned`, server → client.
 */
export interface MxfControlLoopActionPlanned {
  controlLoopId: string;
  /** Any JSON value. */
  plan: unknown;
  /** Any JSON value; a server that follows us sends an array. */
  actions: unknown;
}

/**
 * The fourth step of a cycle; may come several times.
 * `control_loop:progress:update`, server → client.
 */
export interface MxfControlLoopProgressUpdate {
  controlLoopId: string;
  /** Any JSON value; a server that follows us sends a string. */
  status: unknown;
  /** Any JSON value; a server that follows us sends a boolean. */
  completed: unknown;
}

/**
 * The fifth and last step of a cycle.
 * `control_loop:reflection:complete`, server → client.
 */
export interface MxfControlLoopReflectionComplete {
  controlLoopId: string;
  /** Any JSON value. */
  insights: unknown;
  /** Any JSON value. */
  learnings: unknown;
}

/**
 * All tools, or those of a category or provider.
 * `mcp:tool:list`, client → server.
 */
export interface MxfMcpToolList {
  /** Only tools of this category. */
  category?: string;
  /** Only tools of this provider. */
  provider?: string;
}

/**
 * The answer to mcp:tool:list; the payload is an array.
 * `mcp:tool:list:response`, server → client.
 * The payload itself is the list.
 */
export type MxfMcpToolListResponse = MxfMcpTool[];

/**
 * The result comes as mcp:tool:result and in the acknowledgement.
 * `mcp:tool:execute`, client → server.
 */
export interface MxfMcpToolExecute {
  toolName: string;
  /** By the tool's inputSchema. */
  arguments: { [key: string]: unknown };
  options?: {
    /** Milliseconds; the unit is our reading (MXF-A22). */
    timeout?: number;
    retries?: number;
  };
}

/**
 * The answer to mcp:tool:execute, in the order of the requests of a connection.
 * `mcp:tool:result`, server → client.
 * output is declared as any, which a server may leave undefined and JSON then drops, so a failure may come without it when it has an error.
 */
export interface MxfMcpToolResult {
  success: boolean;
  /** What the tool returned; any JSON value. */
  output?: unknown;
  /** What went wrong, in words. */
  error?: string;
  /** Which tool it was; our proposal (MXF-A16). */
  toolName?: string;
}

/**
 * Adds a tool; nothing but an acknowledgement answers.
 * `mcp:tool:register`, client → server.
 */
export interface MxfMcpToolRegister {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  inputSchema: { [key: string]: unknown };
  category?: string;
  /** Name of a handler on the server. */
  handler?: string;
}

/**
 * An operation on tools failed. The system's document only names it, the payload is that of error.
 * `mcp:error`, server → client.
 */
export interface MxfMcpError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/**
 * An operation failed; of whatever kind it was.
 * `error`, server → client.
 */
export interface MxfError {
  code: MxfErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** Any JSON value. A server that follows us sends an object: with RATE_LIMITED bucket, limit, windowMs and retryAfterMs; for something that does not exist entity and id. */
  details?: unknown;
}

/** Every message client → server on /socket.io/. */
export type MxfClientMessage =
  | { event: "agent:register"; payload: MxfAgentRegister }
  | { event: "agent:update"; payload: MxfAgentUpdate }
  | { event: "agent:status"; payload: MxfAgentStatus }
  | { event: "message:send"; payload: MxfMessageSend }
  | { event: "message:direct"; payload: MxfMessageDirect }
  | { event: "message:broadcast"; payload: MxfMessageBroadcast }
  | { event: "channel:join"; payload: MxfChannelJoin }
  | { event: "channel:leave"; payload: MxfChannelLeave }
  | { event: "channel:update"; payload: MxfChannelUpdate }
  | { event: "task:create"; payload: MxfTaskCreate }
  | { event: "task:assign"; payload: MxfTaskAssign }
  | { event: "task:progress"; payload: MxfTaskProgress }
  | { event: "task:complete"; payload: MxfTaskComplete }
  | { event: "memory:get"; payload: MxfMemoryGet }
  | { event: "memory:update"; payload: MxfMemoryUpdate }
  | { event: "memory:delete"; payload: MxfMemoryDelete }
  | { event: "memory:bulk"; payload: MxfMemoryBulk }
  | { event: "control_loop:init"; payload: MxfControlLoopInit }
  | { event: "control_loop:observation"; payload: MxfControlLoopObservation }
  | { event: "mcp:tool:list"; payload: MxfMcpToolList }
  | { event: "mcp:tool:execute"; payload: MxfMcpToolExecute }
  | { event: "mcp:tool:register"; payload: MxfMcpToolRegister };

/** Every message server → client on /socket.io/. */
export type MxfServerMessage =
  | { event: "agent:registered"; payload: MxfAgentRegistered }
  | { event: "agent:error"; payload: MxfAgentError }
  | { event: "agent:status:response"; payload: MxfAgentStatusResponse }
  | { event: "message"; payload: MxfMessage }
  | { event: "direct_message"; payload: MxfDirectMessage }
  | { event: "channel:joined"; payload: MxfChannelJoined }
  | { event: "channel:participants"; payload: MxfChannelParticipants }
  | { event: "channel:error"; payload: MxfChannelError }
  | { event: "task:created"; payload: MxfTaskCreated }
  | { event: "task:error"; payload: MxfTaskError }
  | { event: "memory:data"; payload: MxfMemoryData }
  | { event: "memory:error"; payload: MxfMemoryError }
  | { event: "control_loop:initialized"; payload: MxfControlLoopInitialized }
  | { event: "control_loop:observation:processed"; payload: MxfControlLoopObservationProcessed }
  | { event: "control_loop:reasoning:complete"; payload: MxfControlLoopReasoningComplete }
  | { event: "control_loop:action:planned"; payload: MxfControlLoopActionPlanned }
  | { event: "control_loop:progress:update"; payload: MxfControlLoopProgressUpdate }
  | { event: "control_loop:reflection:complete"; payload: MxfControlLoopReflectionComplete }
  | { event: "mcp:tool:list:response"; payload: MxfMcpToolListResponse }
  | { event: "mcp:tool:result"; payload: MxfMcpToolResult }
  | { event: "mcp:error"; payload: MxfMcpError }
  | { event: "error"; payload: MxfError };

/** Socket.IO events client → server. */
export interface MxfClientEvents {
  "agent:register": (payload: MxfAgentRegister, acknowledge?: (ack: MxfAck) => void) => void;
  "agent:update": (payload: MxfAgentUpdate, acknowledge?: (ack: MxfAck) => void) => void;
  "agent:status": (payload: MxfAgentStatus, acknowledge?: (ack: MxfAck) => void) => void;
  "message:send": (payload: MxfMessageSend, acknowledge?: (ack: MxfAck) => void) => void;
  "message:direct": (payload: MxfMessageDirect, acknowledge?: (ack: MxfAck) => void) => void;
  "message:broadcast": (payload: MxfMessageBroadcast, acknowledge?: (ack: MxfAck) => void) => void;
  "channel:join": (payload: MxfChannelJoin, acknowledge?: (ack: MxfAck) => void) => void;
  "channel:leave": (payload: MxfChannelLeave, acknowledge?: (ack: MxfAck) => void) => void;
  "channel:update": (payload: MxfChannelUpdate, acknowledge?: (ack: MxfAck) => void) => void;
  "task:create": (payload: MxfTaskCreate, acknowledge?: (ack: MxfAck) => void) => void;
  "task:assign": (payload: MxfTaskAssign, acknowledge?: (ack: MxfAck) => void) => void;
  "task:progress": (payload: MxfTaskProgress, acknowledge?: (ack: MxfAck) => void) => void;
  "task:complete": (payload: MxfTaskComplete, acknowledge?: (ack: MxfAck) => void) => void;
  "memory:get": (payload: MxfMemoryGet, acknowledge?: (ack: MxfAck) => void) => void;
  "memory:update": (payload: MxfMemoryUpdate, acknowledge?: (ack: MxfAck) => void) => void;
  "memory:delete": (payload: MxfMemoryDelete, acknowledge?: (ack: MxfAck) => void) => void;
  "memory:bulk": (payload: MxfMemoryBulk, acknowledge?: (ack: MxfAck) => void) => void;
  "control_loop:init": (payload: MxfControlLoopInit, acknowledge?: (ack: MxfAck) => void) => void;
  "control_loop:observation": (payload: MxfControlLoopObservation, acknowledge?: (ack: MxfAck) => void) => void;
  "mcp:tool:list": (payload: MxfMcpToolList, acknowledge?: (ack: MxfAck) => void) => void;
  "mcp:tool:execute": (payload: MxfMcpToolExecute, acknowledge?: (ack: MxfAck) => void) => void;
  "mcp:tool:register": (payload: MxfMcpToolRegister, acknowledge?: (ack: MxfAck) => void) => void;
}

/** Socket.IO events server → client. */
export interface MxfServerEvents {
  "agent:registered": (payload: MxfAgentRegistered) => void;
  "agent:error": (payload: MxfAgentError) => void;
  "agent:status:response": (payload: MxfAgentStatusResponse) => void;
  "message": (payload: MxfMessage) => void;
  "direct_message": (payload: MxfDirectMessage) => void;
  "channel:joined": (payload: MxfChannelJoined) => void;
  "channel:participants": (payload: MxfChannelParticipants) => void;
  "channel:error": (payload: MxfChannelError) => void;
  "task:created": (payload: MxfTaskCreated) => void;
  "task:error": (payload: MxfTaskError) => void;
  "memory:data": (payload: MxfMemoryData) => void;
  "memory:error": (payload: MxfMemoryError) => void;
  "control_loop:initialized": (payload: MxfControlLoopInitialized) => void;
  "control_loop:observation:processed": (payload: MxfControlLoopObservationProcessed) => void;
  "control_loop:reasoning:complete": (payload: MxfControlLoopReasoningComplete) => void;
  "control_loop:action:planned": (payload: MxfControlLoopActionPlanned) => void;
  "control_loop:progress:update": (payload: MxfControlLoopProgressUpdate) => void;
  "control_loop:reflection:complete": (payload: MxfControlLoopReflectionComplete) => void;
  "mcp:tool:list:response": (payload: MxfMcpToolListResponse) => void;
  "mcp:tool:result": (payload: MxfMcpToolResult) => void;
  "mcp:error": (payload: MxfMcpError) => void;
  "error": (payload: MxfError) => void;
}
