// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/**
 * Name of a client that outlives its connections. welcome hands it out and handshake presents it again, which is how messages queued meanwhile find their reader; it belongs to the user of the API key (DEVMENTOR-A03).
 * @minLength 1
 */
export type DevmentorClientId = string;

/** Kind of suggestion. The system's document has test; we add refactor, bug, performance and style, and others may follow (DEVMENTOR-A23). */
export type DevmentorSuggestionType = string;

export interface DevmentorSuggestion {
  /** A UUID; the schema asks for no more than a string, because the printed sample has a placeholder. */
  id: string;
  type: DevmentorSuggestionType;
  title: string;
  description: string;
  /**
   * How sure the server is; 1 is certain (DEVMENTOR-A23).
   * @minimum 0
   * @maximum 1
   */
  confidence: number;
}

/**
 * Milliseconds since the epoch.
 * @type integer
 * @minimum 0
 */
export type DevmentorMillis = number;

/** What went wrong, for programs. Known are INVALID_API_KEY, HANDSHAKE_REQUIRED, INVALID_MESSAGE, UNKNOWN_TYPE, RATE_LIMITED, FORBIDDEN and INTERNAL_ERROR; others may follow. */
export type DevmentorErrorCode = string;

/** A place in a file. */
export interface DevmentorPosition {
  /**
   * Counted from zero.
   * @type integer
   * @minimum 0
   */
  line: number;
  /**
   * Counted from zero.
   * @type integer
   * @minimum 0
   */
  character: number;
}

export type DevmentorFileChangeType = "created" | "modified" | "deleted";

/** A stretch of a file; start and end are the same where only a cursor stands. */
export interface DevmentorSelection {
  start: DevmentorPosition;
  end: DevmentorPosition;
}

/** start begins a cycle, run runs the tests, next goes to the next phase, stop ends the cycle. */
export type DevmentorTddCommand = "start" | "run" | "next" | "stop";

/** red has a failing test, green makes it pass, refactor tidies up. */
export type DevmentorTddPhase = "red" | "green" | "refactor";

/**
 * ISO 8601 in UTC.
 * @format date-time
 */
export type DevmentorDate = string;

/** State of a job. The system's document has completed; we add pending, running and failed, and others may follow. */
export type DevmentorJobStatus = string;

export interface DevmentorMemoryItem {
  id: string;
}

/**
 * The first message of an IDE extension; presents its API key. The system's document shows the key alone, the other members are ours.
 * `handshake`, client → server.
 */
export interface DevmentorHandshake {
  type: "handshake";
  data: {
    /** The credential. A client always gives it, except to a server that wants no authentication. Its absence is a failed authentication and no fault of form, so that the schema does not ask for it. */
    apiKey?: string;
    clientId?: DevmentorClientId;
    /** Which IDE it is. */
    clientType?: string;
    /** Version of the extension. */
    clientVersion?: string;
    /** What is open in the IDE. */
    workspace?: string;
  };
}

/**
 * The handshake was accepted. The system's document only names it, the payload is ours.
 * `welcome`, server → client.
 */
export interface DevmentorWelcome {
  type: "welcome";
  /** What the server knows of an authenticated client (DEVMENTOR-A10). */
  data: {
    clientId: DevmentorClientId;
    /** Who the API key belongs to. */
    userId?: string;
    permissions?: string[];
    serverVersion?: string;
    /**
     * How many messages follow from the queue.
     * @type integer
     * @minimum 0
     */
    queuedMessages?: number;
  };
}

/**
 * The IDE shares the code at hand; the server answers with suggestions.
 * `codeContext`, client → server.
 */
export interface DevmentorCodeContext {
  /** Any JSON value, a string as a rule; comes back at the top of the answer. The system's document has nothing that joins the two (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "codeContext";
  data: {
    file: string;
    language: string;
    /** The whole text; an empty file has an empty one. */
    content: string;
  };
}

/**
 * The answer to codeContext, startTDD and analyzeCode; data is an array.
 * `suggestions`, server → client.
 */
export interface DevmentorSuggestions {
  /** The requestId of the request, where it had one; the system's document has no such member (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "suggestions";
  /** Empty when there is nothing to suggest. In no other message data is an array (DEVMENTOR-A11). */
  data: DevmentorSuggestion[];
}

/**
 * A developer starts test-driven work; the server answers with suggestions of type test. The system's document only names it, the payload is ours.
 * `startTDD`, client → server.
 */
export interface DevmentorStartTdd {
  /** Any JSON value, a string as a rule; comes back at the top of the answer. The system's document has nothing that joins the two (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "startTDD";
  /** Modelled on codeContext, the one request that is printed (DEVMENTOR-A02). */
  data: {
    file: string;
    language: string;
    content?: string;
    testFramework?: string;
  };
}

/**
 * A developer asks for an analysis; the server answers with suggestions. The system's document only names it, the payload is ours.
 * `analyzeCode`, client → server.
 */
export interface DevmentorAnalyzeCode {
  /** Any JSON value, a string as a rule; comes back at the top of the answer. The system's document has nothing that joins the two (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "analyzeCode";
  /** The members of codeContext (DEVMENTOR-A02). */
  data: {
    file: string;
    language: string;
    content: string;
  };
}

/**
 * A client's heartbeat; the server answers with pong. The system's document only names it, the payload is ours.
 * `ping`, client → server.
 */
export interface DevmentorPing {
  type: "ping";
  data?: {
    timestamp?: DevmentorMillis;
  };
}

/**
 * The answer to ping. The system's document does not have it, it is ours.
 * `pong`, server → client.
 */
export interface DevmentorPong {
  type: "pong";
  /** The ping's timestamp, where it had one (DEVMENTOR-A07). */
  data?: {
    timestamp?: DevmentorMillis;
  };
}

/**
 * The server could not accept or handle a message. The system's document shows its text alone, the shape is ours.
 * `error`, server → client.
 */
export interface DevmentorError {
  /** The requestId of the request, where it had one; the system's document has no such member (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "error";
  /** The shape that the messages of this system have, filled as in the two systems that print theirs (DEVMENTOR-A04). */
  data: {
    /** What was wrong, in words. */
    error: string;
    code?: DevmentorErrorCode;
  };
}

/**
 * The content of the active editor changed. The system's document only names it, the payload is ours.
 * `context_update`, server → client.
 */
export interface DevmentorContextUpdate {
  type: "context_update";
  data: {
    file: string;
    language: string;
    content: string;
    cursor?: DevmentorPosition;
  };
}

/**
 * A file changed on disk. The system's document only names it, the payload is ours.
 * `file_changed`, server → client.
 */
export interface DevmentorFileChanged {
  type: "file_changed";
  data: {
    file: string;
    changeType: DevmentorFileChangeType;
    /** What the file holds now. */
    content?: string;
  };
}

/**
 * The selection moved. The system's document only names it, the payload is ours.
 * `selection_changed`, server → client.
 */
export interface DevmentorSelectionChanged {
  type: "selection_changed";
  data: {
    file: string;
    selection: DevmentorSelection;
    /** The selected text. */
    text?: string;
  };
}

/**
 * A developer asks for suggestions; the dashboard answers with suggestions. The system's document only names it, the payload is ours.
 * `suggestion_request`, server → client.
 */
export interface DevmentorSuggestionRequest {
  /** Any JSON value, a string as a rule; comes back at the top of the answer. The system's document has nothing that joins the two (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "suggestion_request";
  data: {
    file: string;
    language: string;
    content: string;
    cursor?: DevmentorPosition;
  };
}

/**
 * A developer controls a test-driven cycle. The system's document only names it, the payload is ours.
 * `tdd_action`, server → client.
 */
export interface DevmentorTddAction {
  type: "tdd_action";
  data: {
    action: DevmentorTddCommand;
    file?: string;
    phase?: DevmentorTddPhase;
  };
}

/**
 * The dashboard's answer to suggestion_request. The system's document does not say what the dashboard sends here, the answer is ours.
 * `suggestions`, client → server.
 */
export interface DevmentorIdeSuggestions {
  /** The requestId of the request, where it had one; the system's document has no such member (DEVMENTOR-A12). */
  requestId?: unknown;
  type: "suggestions";
  /** Empty when there is nothing to suggest. */
  data: DevmentorSuggestion[];
}

/**
 * Something happened in the user interface. The system's document only names the channel, the message is ours.
 * `ui:activity`, server → client.
 */
export interface DevmentorUiActivity {
  channel: "ui:activity";
  message: {
    /** What happened, in words. */
    activity: string;
    /** Who did it. */
    actor?: string;
    file?: string;
    timestamp?: DevmentorDate;
  };
}

/**
 * A background job changed state.
 * `ai:jobs:status`, server → client.
 */
export interface DevmentorAiJobsStatus {
  channel: "ai:jobs:status";
  message: {
    jobId: string;
    status: DevmentorJobStatus;
    /** What came of it; the printed sample counts suggestions. */
    result?: { [key: string]: unknown };
  };
}

/**
 * A long job advanced. The system's document only names the channel, the message is ours.
 * `sse:progress:scraper`, server → client.
 */
export interface DevmentorSseProgressScraper {
  channel: "sse:progress:scraper";
  message: {
    jobId: string;
    /**
     * Percent done.
     * @minimum 0
     * @maximum 100
     */
    progress: number;
    /** How far it is, in words. */
    message?: string;
  };
}

/**
 * Something was added to the memory. The system's document only names the channel, the message is ours.
 * `memory:new-items`, server → client.
 */
export interface DevmentorMemoryNewItems {
  channel: "memory:new-items";
  message: {
    items: DevmentorMemoryItem[];
    /**
     * Number of items.
     * @type integer
     * @minimum 0
     */
    count?: number;
  };
}

/**
 * Connections, messages and latency of the socket server, published on every connect, disconnect and connection error.
 * `metrics:websocket`, server → client.
 */
export interface DevmentorMetricsWebsocket {
  connections: {
    /**
     * Open now.
     * @type integer
     * @minimum 0
     */
    active: number;
    /**
     * Opened since the start.
     * @type integer
     * @minimum 0
     */
    total: number;
    /**
     * Broken by an error since the start.
     * @type integer
     * @minimum 0
     */
    failed: number;
  };
  messages: {
    /**
     * @type integer
     * @minimum 0
     */
    sent: number;
    /**
     * @type integer
     * @minimum 0
     */
    received: number;
    /**
     * @type integer
     * @minimum 0
     */
    errors: number;
  };
  /** Milliseconds each; the unit is our reading. */
  latency: number[];
}

/** Every message client → server on /ws. */
export type DevmentorWsClientMessage =
  | DevmentorHandshake
  | DevmentorCodeContext
  | DevmentorStartTdd
  | DevmentorAnalyzeCode
  | DevmentorPing;

/** Every message server → client on /ws. */
export type DevmentorWsServerMessage =
  | DevmentorWelcome
  | DevmentorSuggestions
  | DevmentorPong
  | DevmentorError;

/** Every message client → server on /devmentor. */
export type DevmentorIdeClientMessage =
  | DevmentorIdeSuggestions;

/** Every message server → client on /devmentor. */
export type DevmentorIdeServerMessage =
  | DevmentorContextUpdate
  | DevmentorFileChanged
  | DevmentorSelectionChanged
  | DevmentorSuggestionRequest
  | DevmentorTddAction;

/** Every message server → client on /api/events. */
export type DevmentorEventsServerMessage =
  | DevmentorUiActivity
  | DevmentorAiJobsStatus
  | DevmentorSseProgressScraper
  | DevmentorMemoryNewItems;

/** Every message server → client on metrics:websocket. */
export type DevmentorMetricsServerMessage =
  | DevmentorMetricsWebsocket;
