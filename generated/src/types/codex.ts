// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** The id of a generate, called requestId on the way back: an integer that a client counts up from 1. A string in its place is tolerated. The server repeats the value as it came, its JSON type included (CODEX-A07). */
export type CodexRequestId = number | string;

/** Name of a model; any. */
export type CodexModel = string;

/**
 * Milliseconds since the epoch.
 * @type integer
 * @minimum 0
 */
export type CodexMillis = number;

/** How a generation went. The system's document names it and not its members; these are ours. */
export interface CodexStreamMetadata {
  model?: CodexModel;
  /** stop is the natural end, length a limit that was reached, cancelled an early end. */
  finishReason?: "stop" | "length" | "cancelled";
  /**
   * Milliseconds.
   * @type integer
   * @minimum 0
   */
  durationMs?: number;
}

/** What a generation consumed. The system's document names it and not its members; these are ours. */
export interface CodexUsage {
  /**
   * @type integer
   * @minimum 0
   */
  promptTokens?: number;
  /**
   * @type integer
   * @minimum 0
   */
  completionTokens?: number;
  /**
   * @type integer
   * @minimum 0
   */
  totalTokens?: number;
}

/** unauthorized is a wrong or missing key, invalid_message a frame without a type, unknown_type a type that the endpoint does not have, invalid_request a message that breaks its schema or cannot be served, unsupported_version a protocol version that the server does not speak. rate_limited is for servers with a limit of their own: the system's document has neither rate nor size limits, ours are the sizes of this channel with close code 1009, and nobody is judged by them (CODEX-A24). */
export type CodexErrorCode = "unauthorized" | "invalid_message" | "unknown_type" | "invalid_request" | "not_found" | "unsupported_version" | "rate_limited" | "internal_error";

/** An agent that a workflow is made of. */
export interface CodexWorkflowAgent {
  /** The agent's part in the work; any text. */
  type: string;
  model: CodexModel;
}

/**
 * sequential runs the agents one after the other in the declared order, parallel all at once, and parallel_then_merge has a coordinator merge the results afterwards. The plain parallel is described in words only; its literal follows from the other two (CODEX-A10).
 * @default sequential
 */
export type CodexCoordination = "sequential" | "parallel" | "parallel_then_merge";

/** An agent of a workflow under the id that its events will carry. */
export interface CodexRunningAgent {
  agentId: string;
  /** Its type in create_workflow. */
  agentType: string;
}

/**
 * Percent done. The system's document gives no scale; percent is what its sister systems use (CODEX-A11).
 * @minimum 0
 * @maximum 100
 */
export type CodexProgress = number;

/** Figures of a run. The system's document names it and not its members; these are ours. */
export interface CodexWorkflowMetrics {
  /**
   * Milliseconds.
   * @type integer
   * @minimum 0
   */
  durationMs?: number;
  /**
   * Number of agents that ran.
   * @type integer
   * @minimum 0
   */
  agents?: number;
}

/** @default full */
export type CodexAnalysisType = "full" | "incremental" | "focused";

/** Kind of a suggestion. Known are improvements, bugs, optimizations, security, performance and best_practices, the six that the system's document names in a default and in a sample; the set is open (CODEX-A14). */
export type CodexSuggestionType = string;

/** Which suggestions a client wants. What is left out takes its default. */
export interface CodexSuggestionsConfig {
  /**
   * When to look for suggestions; on_change is the only value known.
   * @default on_change
   */
  frequency?: string;
  /**
   * The kinds wanted; no other kind is sent.
   * @default ["improvements","bugs","optimizations"]
   */
  types?: CodexSuggestionType[];
  /**
   * Suggestions below it are not sent. It is the one name in snake_case, and on the wire it stays so, although the client's option is called threshold (CODEX-A19).
   * @minimum 0
   * @maximum 1
   * @default 0.8
   */
  confidence_threshold?: number;
}

export type CodexChangeType = "created" | "modified" | "deleted";

/** A changed file. The form is ours, in the words of file_changed (CODEX-A15). */
export interface CodexContextChange {
  filePath?: string;
  changeType?: CodexChangeType;
}

/**
 * Number of a line. The system's document does not say where the count begins; a server that follows us begins with 1.
 * @type integer
 * @minimum 0
 */
export type CodexLine = number;

/**
 * @minimum 0
 * @maximum 1
 */
export type CodexConfidence = number;

/** A suggestion that comes along with a changed file. The form is ours, in the words of suggestion (CODEX-A15). */
export interface CodexFileSuggestion {
  suggestionType?: CodexSuggestionType;
  line?: CodexLine;
  suggestion?: string;
  confidence?: CodexConfidence;
}

/**
 * The first message of a client; presents the API key. Success is silent, a wrong key is answered with error and a close.
 * `auth`, client → server.
 */
export interface CodexAuth {
  type: "auth";
  /** The API key, the same as in the header. */
  token: string;
  /**
   * Version of the message protocol; the /v1 of the path is the version of the API. A server takes every 2.x, and a message without version (CODEX-A17).
   * @default 2.0.0
   */
  version?: string;
}

/**
 * A client asks for code; the answer streams under the same id.
 * `generate`, client → server.
 */
export interface CodexGenerate {
  id: CodexRequestId;
  type: "generate";
  /** What to write, in words. */
  prompt: string;
  /**
   * Name of a model; any.
   * @default claude-3-opus
   */
  model?: string;
  /**
   * Always true in the system's document. With false the text may come as a single token message (CODEX-A18).
   * @default true
   */
  stream?: boolean;
  /**
   * What the code has to fit into, in members of the client's choice; framework, typescript and styling in the sample.
   * @default {}
   */
  context?: { [key: string]: unknown };
  /**
   * What the code must keep to, in members of the client's choice.
   * @default {}
   */
  constraints?: { [key: string]: unknown };
}

/**
 * A generate was accepted; its tokens follow. The system's document only names it, the payload is ours.
 * `stream_start`, server → client.
 */
export interface CodexStreamStart {
  type: "stream_start";
  requestId: CodexRequestId;
  model?: CodexModel;
  timestamp?: CodexMillis;
}

/**
 * The next piece of the text of a generate.
 * `token`, server → client.
 */
export interface CodexToken {
  type: "token";
  requestId: CodexRequestId;
  /** The next piece of the text; the pieces are joined with nothing between them. */
  token: string;
}

/**
 * The model uses a tool while it generates. Belongs to a running request, so that nobody can publish it from outside.
 * `tool_call`, server → client.
 */
export interface CodexToolCall {
  type: "tool_call";
  requestId: CodexRequestId;
  /** Name of the tool. */
  tool: string;
  /** What the tool is called with. Any JSON value; a server that follows us sends an object. */
  arguments: unknown;
  /** Why the model uses the tool, in words. */
  thinking?: string;
}

/**
 * A generate is complete. The system's document names metadata and usage; their members are ours.
 * `stream_end`, server → client.
 */
export interface CodexStreamEnd {
  type: "stream_end";
  requestId: CodexRequestId;
  metadata?: CodexStreamMetadata;
  usage?: CodexUsage;
}

/**
 * A client reports a fault; the server only logs it. The system's document only names it, the payload is ours.
 * `error`, client → server.
 * The members of the server's error, none of them read: whatever a client puts into an error, it is not answered by another one (CODEX-A06).
 */
export interface CodexClientError {
  type: "error";
  /** What went wrong, for programs; best one of the server's codes. */
  code?: unknown;
  /** What went wrong, in words. */
  message?: unknown;
  /** The generate that it concerns. */
  requestId?: unknown;
  /** The workflow that it concerns. */
  workflowId?: unknown;
  /** Anything more. */
  details?: unknown;
}

/**
 * The server could not serve a message; with requestId, that generate has ended. The system's document only names it, the payload is ours.
 * `error`, server → client.
 */
export interface CodexServerError {
  type: "error";
  code: CodexErrorCode;
  /** What went wrong, in words. */
  message: string;
  requestId?: CodexRequestId;
  /** The workflow that it concerns. */
  workflowId?: string;
  /** Anything more, any JSON value; the id, for a generate whose id is in use. */
  details?: unknown;
}

/**
 * A client's heartbeat, every 30 seconds; the server answers with pong.
 * `ping`, client → server.
 */
export interface CodexClientPing {
  type: "ping";
  timestamp: CodexMillis;
}

/**
 * A server may ask for a sign of life too; the client answers with pong.
 * `ping`, server → client.
 */
export interface CodexServerPing {
  type: "ping";
  timestamp?: CodexMillis;
}

/**
 * The answer to a server's ping.
 * `pong`, client → server.
 */
export interface CodexClientPong {
  type: "pong";
  /**
   * That of the ping it answers, milliseconds since the epoch; not read by the server.
   * @type integer
   * @minimum 0
   */
  timestamp?: number;
}

/**
 * The answer to a client's ping; also sent once, unasked, when a connection opens.
 * `pong`, server → client.
 */
export interface CodexServerPong {
  type: "pong";
  timestamp?: CodexMillis;
}

/**
 * A client defines a workflow; its agents, and how they work together.
 * `create_workflow`, client → server.
 */
export interface CodexCreateWorkflow {
  type: "create_workflow";
  /** Chosen by the client; every other message calls it workflowId (CODEX-A07). */
  id: string;
  name: string;
  /** In the order in which sequential runs them. */
  agents: CodexWorkflowAgent[];
  coordination?: CodexCoordination;
  /**
   * What all agents have to know, in members of the client's choice.
   * @default {}
   */
  context?: { [key: string]: unknown };
}

/**
 * A create_workflow was accepted. The system's document has no answer to it; message and payload are ours.
 * `workflow_created`, server → client.
 */
export interface CodexWorkflowCreated {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "workflow_created";
  name?: string;
  agents?: CodexRunningAgent[];
  coordination?: CodexCoordination;
}

/**
 * A client starts a run of a workflow with a task.
 * `execute_workflow`, client → server.
 */
export interface CodexExecuteWorkflow {
  type: "execute_workflow";
  /** The id that create_workflow gave. */
  workflowId: string;
  /** What to do; any JSON value. The sample has an object with a feature in words and requirements by area: frontend, backend, database, storage, auth. */
  task: unknown;
  timestamp: CodexMillis;
}

/**
 * An agent of a run begins.
 * `agent_started`, server → client.
 */
export interface CodexAgentStarted {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type?: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "agent_started";
  /** Name of the agent within the run. */
  agentId: string;
  /** Its type in create_workflow; coordinator for the one that merges. */
  agentType: string;
  /** What the agent does, in words. */
  task: string;
}

/**
 * An agent of a run advances.
 * `agent_progress`, server → client.
 */
export interface CodexAgentProgress {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type?: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "agent_progress";
  agentId: string;
  progress: CodexProgress;
  /** What the agent is at, in words. */
  step: string;
  /** Why, in words. */
  thinking?: string;
}

/**
 * An agent of a run has finished.
 * `agent_completed`, server → client.
 */
export interface CodexAgentCompleted {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type?: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "agent_completed";
  agentId: string;
  /** What the agent has found or made; any JSON value. */
  result: unknown;
  /** What it leaves behind, files for example; the list is our reading, and may be empty. */
  artifacts?: unknown[];
}

/**
 * A run has ended well.
 * `workflow_completed`, server → client.
 */
export interface CodexWorkflowCompleted {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type?: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "workflow_completed";
  /** The result of each agent by agentId; the form is our reading. */
  results: { [key: string]: unknown };
  /** What all agents leave behind; the list is our reading. */
  artifacts?: unknown[];
  metrics?: CodexWorkflowMetrics;
}

/**
 * A run has failed, or cannot begin because the workflow is not known.
 * `workflow_error`, server → client.
 */
export interface CodexWorkflowError {
  /** The same for all of them. Printed clients read event alone, and nobody else is asked for a type (CODEX-A04). */
  type?: "workflow_event";
  /** The id that create_workflow gave. */
  workflowId: string;
  event: "workflow_error";
  /** What failed, in words; a client throws it. */
  error: string;
}

/**
 * A client asks to hear of the changes of one file.
 * `watch_file`, client → server.
 */
export interface CodexWatchFile {
  type: "watch_file";
  /** Path within the project, with forward slashes. */
  filePath: string;
  /** The id in the address. */
  projectId: string;
}

/**
 * A client asks for an analysis of the project's context.
 * `analyze_context`, client → server.
 */
export interface CodexAnalyzeContext {
  type: "analyze_context";
  /** The id in the address. */
  projectId: string;
  analysisType?: CodexAnalysisType;
  /**
   * The last version that the client has; 0 before the first.
   * @type integer
   * @minimum 0
   * @default 0
   */
  contextVersion?: number;
}

/**
 * A client turns on live suggestions, or changes which it wants.
 * `enable_suggestions`, client → server.
 */
export interface CodexEnableSuggestions {
  type: "enable_suggestions";
  /** The id in the address. */
  projectId: string;
  config: CodexSuggestionsConfig;
}

/**
 * The project's context has a new version, or an analysis of it is done.
 * `context_sync`, server → client.
 */
export interface CodexContextSync {
  type: "context_sync";
  /**
   * Version of the project's context; it never falls.
   * @type integer
   * @minimum 0
   */
  version: number;
  /** What changed since the version that the client had; may be empty. The form is our reading (CODEX-A15). */
  changes: CodexContextChange[];
  /** The context in words; that it is text is our reading (CODEX-A15). */
  summary: string;
}

/**
 * A file changed that this client watches.
 * `file_changed`, server → client.
 */
export interface CodexFileChanged {
  type: "file_changed";
  filePath: string;
  changeType: CodexChangeType;
  /** The change as a unified diff; the form is our reading (CODEX-A15). */
  diff?: string;
  /** Always there, as printed clients read its length without asking; may be empty. */
  suggestions: CodexFileSuggestion[];
}

/**
 * A live suggestion about a place in a file, for clients that asked for its type and take its confidence.
 * `suggestion`, server → client.
 */
export interface CodexSuggestion {
  type: "suggestion";
  /** One of the types that enable_suggestions asked for. On the wire type names the message; that the printed client calls this one type when it hands it on is its own affair (CODEX-A13). */
  suggestionType: string;
  filePath: string;
  line: CodexLine;
  /** What to do, in words. */
  suggestion: string;
  confidence: CodexConfidence;
  /** Why, in words. */
  reasoning?: string;
}

/** Every message client → server on /v1/ws. */
export type CodexStreamClientMessage =
  | CodexAuth
  | CodexGenerate
  | CodexClientError
  | CodexClientPing
  | CodexClientPong;

/** Every message server → client on /v1/ws. */
export type CodexStreamServerMessage =
  | CodexStreamStart
  | CodexToken
  | CodexToolCall
  | CodexStreamEnd
  | CodexServerError
  | CodexServerPing
  | CodexServerPong;

/** Every message client → server on /v1/agents. */
export type CodexAgentsClientMessage =
  | CodexAuth
  | CodexCreateWorkflow
  | CodexExecuteWorkflow
  | CodexClientError
  | CodexClientPing
  | CodexClientPong;

/** Every message server → client on /v1/agents. */
export type CodexAgentsServerMessage =
  | CodexWorkflowCreated
  | CodexAgentStarted
  | CodexAgentProgress
  | CodexAgentCompleted
  | CodexWorkflowCompleted
  | CodexWorkflowError
  | CodexServerError
  | CodexServerPing
  | CodexServerPong;

/** Every message client → server on /v1/projects/{id}/stream. */
export type CodexProjectClientMessage =
  | CodexAuth
  | CodexWatchFile
  | CodexAnalyzeContext
  | CodexEnableSuggestions
  | CodexClientError
  | CodexClientPing
  | CodexClientPong;

/** Every message server → client on /v1/projects/{id}/stream. */
export type CodexProjectServerMessage =
  | CodexContextSync
  | CodexFileChanged
  | CodexSuggestion
  | CodexServerError
  | CodexServerPing
  | CodexServerPong;
