// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/**
 * Milliseconds since the epoch. Envelope, pong and startTime count so; fields that the system's document types as Date are ISO 8601 strings, which is what JSON makes of a Date (AUTOSDLC-A15).
 * @type integer
 * @minimum 0
 */
export type AutosdlcMillis = number;

export interface AutosdlcMetadata {
  /** Version of the protocol. */
  version: "1.0";
  /** Which part of the platform an event comes from. */
  source?: string;
  /** The id of the client message that this one answers. */
  correlationId?: string;
  /** The frame was compressed with gzip. */
  compressed?: boolean;
  /** Reserved, because no algorithm is given; false or absent (AUTOSDLC-A25). */
  encrypted?: boolean;
}

/** A client may leave any of it out. */
export interface AutosdlcClientMetadata {
  version?: string;
  source?: string;
  correlationId?: string;
  /** With true the client asks for gzip from now on. */
  compressed?: boolean;
  /** Reserved; false or absent (AUTOSDLC-A25). */
  encrypted?: boolean;
}

/** What went wrong, for programs. Known are INVALID_MESSAGE, UNKNOWN_TYPE, NOT_AUTHENTICATED, INVALID_TOKEN, FORBIDDEN, RATE_LIMITED, LIMIT_EXCEEDED and INTERNAL_ERROR; others may follow. */
export type AutosdlcErrorCode = string;

/** A hint; the server recognises a credential by itself, as it does on the upgrade. */
export type AutosdlcCredentialType = "jwt" | "api-key";

/** Chosen by the client; absent or empty, the server makes one. */
export type AutosdlcSubscriptionId = string;

/** Literal text in which each * stands for any characters, colons and none included. */
export type AutosdlcPattern = string;

/** active delivers, cancelled has ended, rejected was never registered. */
export type AutosdlcSubscriptionStatus = "active" | "cancelled" | "rejected";

/** State of an agent. Known are idle, busy, paused, error and offline; others may follow (AUTOSDLC-A19). */
export type AutosdlcAgentState = string;

/**
 * ISO 8601, the JSON form of a Date (AUTOSDLC-A15).
 * @format date-time
 */
export type AutosdlcDate = string;

/**
 * Percent done.
 * @minimum 0
 * @maximum 100
 */
export type AutosdlcProgress = number;

/** What an agent works on. */
export interface AutosdlcAgentTask {
  id: string;
  type: string;
  progress: AutosdlcProgress;
  startTime: AutosdlcMillis;
}

/** What an agent uses and has done, as its status reports it. */
export interface AutosdlcAgentUsage {
  /**
   * Percent.
   * @minimum 0
   */
  cpuUsage: number;
  /**
   * Bytes.
   * @type integer
   * @minimum 0
   */
  memoryUsage: number;
  /**
   * @type integer
   * @minimum 0
   */
  tasksCompleted: number;
  /**
   * Seconds.
   * @type integer
   * @minimum 0
   */
  uptime: number;
}

/** State of a task. Known are pending, in_progress, completed, failed and blocked; others may follow (AUTOSDLC-A19). */
export type AutosdlcTaskStatus = string;

/** Weight of a log line. Known are debug, info, warn and error; others may follow (AUTOSDLC-A19). */
export type AutosdlcLogLevel = string;

/** One measurement of an agent. */
export interface AutosdlcAgentMeasurement {
  /**
   * Percent.
   * @minimum 0
   */
  cpuUsage: number;
  /**
   * Bytes.
   * @minimum 0
   */
  memoryUsage: number;
  /**
   * @type integer
   * @minimum 0
   */
  taskQueueDepth: number;
  /**
   * Milliseconds; the unit is our reading.
   * @minimum 0
   */
  responseTime: number;
}

/** Phase of a test-driven cycle. Known are red, green and refactor; others may follow (AUTOSDLC-A19). */
export type AutosdlcTddPhase = string;

/** Counts of a test run, as the sample of tdd_phase_change has them (AUTOSDLC-A19). */
export interface AutosdlcTestResults {
  /**
   * @type integer
   * @minimum 0
   */
  total: number;
  /**
   * @type integer
   * @minimum 0
   */
  passing: number;
  /**
   * @type integer
   * @minimum 0
   */
  failing: number;
  /**
   * @type integer
   * @minimum 0
   */
  skipped: number;
}

/** Covered share of the code, percent each, as the sample of tdd_phase_change has it (AUTOSDLC-A19). */
export interface AutosdlcCoverage {
  /**
   * @minimum 0
   * @maximum 100
   */
  lines: number;
  /**
   * @minimum 0
   * @maximum 100
   */
  branches: number;
  /**
   * @minimum 0
   * @maximum 100
   */
  functions: number;
  /**
   * @minimum 0
   * @maximum 100
   */
  statements: number;
}

/** Counts of a test run and the time it took. */
export interface AutosdlcTestRun {
  /**
   * @type integer
   * @minimum 0
   */
  total: number;
  /**
   * @type integer
   * @minimum 0
   */
  passing: number;
  /**
   * @type integer
   * @minimum 0
   */
  failing: number;
  /**
   * @type integer
   * @minimum 0
   */
  skipped: number;
  /**
   * Milliseconds; the unit is our reading.
   * @minimum 0
   */
  duration: number;
}

/** A failed test. The system's document names the type and not its members; a server that follows us gives testName and message, and stack where it has one (AUTOSDLC-A19). */
export interface AutosdlcTestFailure {
  testName?: string;
  message?: string;
  stack?: string;
}

/** A planned step. The system's document names the type and not its members; a server that follows us gives id and type, and name where there is one (AUTOSDLC-A19). */
export interface AutosdlcWorkflowStep {
  id?: string;
  type?: string;
  name?: string;
}

export type AutosdlcNotificationLevel = "info" | "warning" | "error" | "success";

/** Something the reader can do about a notification. The system's document names the type and not its members; a server that follows us gives label and action, and url where there is one (AUTOSDLC-A19). */
export interface AutosdlcNotificationAction {
  label?: string;
  action?: string;
  url?: string;
}

export type AutosdlcAlertSeverity = "low" | "medium" | "high" | "critical";

/** State of a deployment. Known are pending, in_progress, succeeded, failed and rolled_back; others may follow (AUTOSDLC-A19). */
export type AutosdlcDeploymentState = string;

/** One component of a deployment. The system's document names the type and not its members; a server that follows us gives name and status (AUTOSDLC-A19). */
export interface AutosdlcComponentStatus {
  name?: string;
  status?: string;
}

/**
 * The first message on every connection; names it, before any authentication by message.
 * `connect`, server → client.
 */
export interface AutosdlcConnect {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "connect";
  data: {
    /**
     * Name of this connection; no two connections share one.
     * @minLength 1
     */
    clientId: string;
  };
}

/**
 * A client announces that it leaves; the server closes. The system's document only names it, the payload is ours.
 * `disconnect`, client → server.
 */
export interface AutosdlcClientDisconnect {
  /** Comes back as metadata.correlationId of the reply. */
  id?: string;
  /** The client's clock, milliseconds since the epoch; not read by the server. */
  timestamp?: unknown;
  metadata?: AutosdlcClientMetadata;
  type: "disconnect";
  data: {
    /** Why the client leaves, in words. */
    reason: string;
    /**
     * The close code that the sender means to use.
     * @type integer
     */
    code?: number;
  };
}

/**
 * The server announces that it closes, and why. The system's document only names it, the payload is ours.
 * `disconnect`, server → client.
 */
export interface AutosdlcServerDisconnect {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "disconnect";
  data: {
    /** Why the connection ends, in words. */
    reason: string;
    /**
     * The close code that follows.
     * @type integer
     */
    code?: number;
  };
}

/**
 * A client's heartbeat; the server answers with pong and does not read data.
 * `ping`, client → server.
 */
export interface AutosdlcPing {
  /** Comes back as metadata.correlationId of the reply. */
  id?: string;
  /** The client's clock, milliseconds since the epoch; not read by the server. */
  timestamp?: unknown;
  metadata?: AutosdlcClientMetadata;
  type: "ping";
  /** Not read by the server; an object with a timestamp by our proposal. */
  data?: unknown;
}

/**
 * The answer to ping, with the server's clock.
 * `pong`, server → client.
 */
export interface AutosdlcPong {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "pong";
  data: {
    timestamp: AutosdlcMillis;
  };
}

/**
 * The server could not handle a message.
 * `error`, server → client.
 */
export interface AutosdlcError {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "error";
  data: {
    /** What was wrong, in words. */
    error: string;
    /** The reason, for a person who debugs, the violations of a schema for example; with RATE_LIMITED the type that was refused. */
    details?: string;
    code?: AutosdlcErrorCode;
    /**
     * Milliseconds until the same type is taken again; with RATE_LIMITED.
     * @type integer
     * @minimum 0
     */
    retryAfter?: number;
  };
}

/**
 * A connection opened without a credential presents one. The system's document only names it, the payload is ours.
 * `auth_request`, client → server.
 */
export interface AutosdlcAuthRequest {
  /** Comes back as metadata.correlationId of the reply. */
  id?: string;
  /** The client's clock, milliseconds since the epoch; not read by the server. */
  timestamp?: unknown;
  metadata?: AutosdlcClientMetadata;
  type: "auth_request";
  /** The two members of the client's configuration, the only data that it has (AUTOSDLC-A23). */
  data: {
    type: AutosdlcCredentialType;
    /** @minLength 1 */
    token: string;
  };
}

/**
 * The credential of an auth_request was accepted. The system's document only names it, the payload is ours.
 * `auth_success`, server → client.
 */
export interface AutosdlcAuthSuccess {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "auth_success";
  data: {
    /**
     * The same as in connect.
     * @minLength 1
     */
    clientId: string;
    /** Who the credential belongs to. */
    userId?: string;
    permissions?: string[];
    expiresAt?: AutosdlcMillis;
  };
}

/**
 * The credential of an auth_request was refused, or none came in time. The system's document only names it, the payload is ours.
 * `auth_failure`, server → client.
 */
export interface AutosdlcAuthFailure {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "auth_failure";
  data: {
    /** Why the credential was refused, in words. */
    error: string;
    code?: AutosdlcErrorCode;
  };
}

/**
 * A client asks for the events of a resource, or of all that match a pattern.
 * `subscribe`, client → server.
 */
export interface AutosdlcSubscribe {
  /** Comes back as metadata.correlationId of the reply. */
  id?: string;
  /** The client's clock, milliseconds since the epoch; not read by the server. */
  timestamp?: unknown;
  metadata?: AutosdlcClientMetadata;
  type: "subscribe";
  /** The key of an event is resource:resourceId:event. A subscription gives the three parts, each of which may hold *, or one pattern for the whole key (AUTOSDLC-A09). */
  data: {
    subscriptionId?: AutosdlcSubscriptionId;
    /** Known are agent, workflow, tdd, test, coverage, system, deployment and github; * stands for any characters. */
    resource?: string;
    /** Which one; * stands for any characters. */
    resourceId?: string;
    /** Names of events. For an agent status, task_update, log, metric and error; for a workflow started, step_complete, complete and failed. Absent or empty means all (AUTOSDLC-A31). */
    events?: AutosdlcPattern[];
    pattern?: AutosdlcPattern;
  };
}

/**
 * A client ends a subscription. The system's document only names it, the payload is ours.
 * `unsubscribe`, client → server.
 */
export interface AutosdlcUnsubscribe {
  /** Comes back as metadata.correlationId of the reply. */
  id?: string;
  /** The client's clock, milliseconds since the epoch; not read by the server. */
  timestamp?: unknown;
  metadata?: AutosdlcClientMetadata;
  type: "unsubscribe";
  data: {
    subscriptionId: AutosdlcSubscriptionId;
  };
}

/**
 * A subscription began, ended or was refused. The system's document only names it, the payload is ours.
 * `subscription_update`, server → client.
 */
export interface AutosdlcSubscriptionUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "subscription_update";
  data: {
    /** @minLength 1 */
    subscriptionId: string;
    status: AutosdlcSubscriptionStatus;
    resource?: string;
    resourceId?: string;
    events?: string[];
    /** Why the status is what it is, in words. */
    reason?: string;
  };
}

/**
 * An agent's status changed, or the agent reports it.
 * `agent_status`, server → client.
 */
export interface AutosdlcAgentStatus {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "agent_status";
  /** Holds the members of the printed sample and those of the printed interface (AUTOSDLC-A01). */
  data: {
    agentId: string;
    /** Kind of agent; an open set (AUTOSDLC-A19). */
    agentType: string;
    status: AutosdlcAgentState;
    previousStatus?: AutosdlcAgentState;
    currentStatus?: AutosdlcAgentState;
    /** Why the status changed, in words. */
    reason?: string;
    timestamp?: AutosdlcDate;
    currentTask?: AutosdlcAgentTask;
    metrics?: AutosdlcAgentUsage;
  };
}

/**
 * A task of an agent changed.
 * `agent_task_update`, server → client.
 */
export interface AutosdlcAgentTaskUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "agent_task_update";
  data: {
    agentId: string;
    taskId: string;
    taskType: string;
    status: AutosdlcTaskStatus;
    progress: AutosdlcProgress;
    /** Whatever else there is to say about the task; any JSON value. */
    details?: unknown;
  };
}

/**
 * An agent wrote a log line; a client gets at most 1000 in 60 seconds.
 * `agent_log`, server → client.
 */
export interface AutosdlcAgentLog {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "agent_log";
  data: {
    agentId: string;
    level: AutosdlcLogLevel;
    message: string;
    /** What belongs to the line; any JSON value. */
    context?: unknown;
    timestamp: AutosdlcDate;
  };
}

/**
 * A periodic measurement of an agent.
 * `agent_metric`, server → client.
 */
export interface AutosdlcAgentMetric {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "agent_metric";
  data: {
    agentId: string;
    metrics: AutosdlcAgentMeasurement;
    timestamp: AutosdlcDate;
  };
}

/**
 * An agent failed. The system's document only names it, the payload is ours.
 * `agent_error`, server → client.
 */
export interface AutosdlcAgentError {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "agent_error";
  /** Modelled on agent_log; the system's document only names the event (AUTOSDLC-A20). */
  data: {
    agentId: string;
    /** What failed, in words. */
    error: string;
    code?: string;
    taskId?: string;
    /** Whether the agent goes on by itself. */
    recoverable?: boolean;
    timestamp?: AutosdlcDate;
  };
}

/**
 * A test-driven cycle entered another phase.
 * `tdd_phase_change`, server → client.
 */
export interface AutosdlcTddPhaseChange {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "tdd_phase_change";
  /** The printed sample has a duration and the printed interface a timestamp; both are optional (AUTOSDLC-A16). */
  data: {
    agentId: string;
    taskId: string;
    previousPhase: AutosdlcTddPhase;
    currentPhase: AutosdlcTddPhase;
    testResults: AutosdlcTestResults;
    coverage: AutosdlcCoverage;
    /**
     * How long the phase took, milliseconds.
     * @type integer
     * @minimum 0
     */
    duration?: number;
    timestamp?: AutosdlcDate;
  };
}

/**
 * A test run ended.
 * `test_result`, server → client.
 */
export interface AutosdlcTestResult {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "test_result";
  data: {
    agentId: string;
    taskId: string;
    testFile: string;
    results: AutosdlcTestRun;
    failures?: AutosdlcTestFailure[];
  };
}

/**
 * The coverage of an agent's code was measured.
 * `coverage_update`, server → client.
 */
export interface AutosdlcCoverageUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "coverage_update";
  data: {
    agentId: string;
    taskId: string;
    coverage: AutosdlcCoverage;
    /** Line numbers. */
    uncoveredLines?: number[];
  };
}

/**
 * A workflow began.
 * `workflow_started`, server → client.
 */
export interface AutosdlcWorkflowStarted {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "workflow_started";
  data: {
    workflowId: string;
    workflowType: string;
    /** Who or what started it. */
    initiator: string;
    /** What the workflow was started with; any JSON value. */
    parameters: unknown;
    steps: AutosdlcWorkflowStep[];
    /**
     * Milliseconds; the unit is our reading.
     * @minimum 0
     */
    estimatedDuration: number;
  };
}

/**
 * A step of a workflow ended.
 * `workflow_step_complete`, server → client.
 */
export interface AutosdlcWorkflowStepComplete {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "workflow_step_complete";
  data: {
    workflowId: string;
    stepId: string;
    stepType: string;
    /** Any JSON value. A server that follows us sends an object with success and, where there is one, output (AUTOSDLC-A19). */
    result: unknown;
    /**
     * Milliseconds; the unit is our reading.
     * @minimum 0
     */
    duration: number;
    /** Id of the step that follows; absent after the last. */
    nextStep?: string;
  };
}

/**
 * A workflow ended well.
 * `workflow_complete`, server → client.
 */
export interface AutosdlcWorkflowComplete {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "workflow_complete";
  data: {
    workflowId: string;
    /** Any JSON value; the system's document names the type and not its members (AUTOSDLC-A19). */
    result: unknown;
    /**
     * Milliseconds; the unit is our reading.
     * @minimum 0
     */
    duration: number;
    /** What the workflow produced; any JSON value. */
    outputs: unknown;
    /** Figures by name; a server that follows us sends numbers only (AUTOSDLC-A19). */
    metrics: { [key: string]: unknown };
  };
}

/**
 * A workflow ended badly. The system's document only names it, the payload is ours.
 * `workflow_failed`, server → client.
 */
export interface AutosdlcWorkflowFailed {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "workflow_failed";
  /** Modelled on workflow_complete; the system's document only names the event (AUTOSDLC-A20). */
  data: {
    workflowId: string;
    /** What failed, in words. */
    error: string;
    /** The step that failed. */
    stepId?: string;
    /**
     * Milliseconds.
     * @minimum 0
     */
    duration?: number;
    /** Whether a second attempt can succeed. */
    retryable?: boolean;
  };
}

/**
 * The platform tells its users something.
 * `system_notification`, server → client.
 */
export interface AutosdlcSystemNotification {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "system_notification";
  data: {
    level: AutosdlcNotificationLevel;
    title: string;
    message: string;
    actions?: AutosdlcNotificationAction[];
    /** Whether it stays until the reader puts it away. */
    persistent?: boolean;
  };
}

/**
 * The system monitor raised an alert.
 * `system_alert`, server → client.
 */
export interface AutosdlcSystemAlert {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "system_alert";
  data: {
    alertId: string;
    severity: AutosdlcAlertSeverity;
    title: string;
    description: string;
    affectedComponents: string[];
    recommendedActions: string[];
  };
}

/**
 * A deployment advanced.
 * `deployment_status`, server → client.
 */
export interface AutosdlcDeploymentStatus {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "deployment_status";
  data: {
    deploymentId: string;
    environment: string;
    status: AutosdlcDeploymentState;
    progress: AutosdlcProgress;
    components: AutosdlcComponentStatus[];
    estimatedCompletion?: AutosdlcDate;
  };
}

/**
 * An issue changed on GitHub. The system's document only names it, the payload is ours.
 * `github_issue_update`, server → client.
 */
export interface AutosdlcGithubIssueUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "github_issue_update";
  /** Modelled on GitHub's webhook; the system's document only names the event (AUTOSDLC-A20). */
  data: {
    /** owner/name. */
    repository: string;
    /** What happened to the issue, in GitHub's words. */
    action: string;
    /** @type integer */
    issueNumber: number;
    title?: string;
    /** Known are open and closed; others may follow. */
    state?: string;
    url?: string;
    /** Who did it. */
    sender?: string;
    timestamp?: AutosdlcDate;
  };
}

/**
 * A pull request changed on GitHub. The system's document only names it, the payload is ours.
 * `github_pr_update`, server → client.
 */
export interface AutosdlcGithubPrUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "github_pr_update";
  /** Modelled on GitHub's webhook; the system's document only names the event (AUTOSDLC-A20). */
  data: {
    /** owner/name. */
    repository: string;
    /** What happened to the pull request, in GitHub's words. */
    action: string;
    /** @type integer */
    prNumber: number;
    title?: string;
    /** Known are open, closed and merged; others may follow. */
    state?: string;
    branch?: string;
    url?: string;
    /** Who did it. */
    sender?: string;
    timestamp?: AutosdlcDate;
  };
}

/**
 * A workflow run changed on GitHub. The system's document only names it, the payload is ours.
 * `github_workflow_update`, server → client.
 */
export interface AutosdlcGithubWorkflowUpdate {
  /**
   * Any non-empty string. The printed samples write evt- before a UUID, so the form of a bare UUID is never asked for (AUTOSDLC-A02).
   * @minLength 1
   */
  id: string;
  timestamp: AutosdlcMillis;
  metadata?: AutosdlcMetadata;
  type: "github_workflow_update";
  /** Modelled on GitHub's webhook; the system's document only names the event (AUTOSDLC-A20). */
  data: {
    /** owner/name. */
    repository: string;
    /** What happened to the run, in GitHub's words. */
    action: string;
    /** @type integer */
    runId: number;
    workflowName: string;
    /** Known are queued, in_progress and completed; others may follow. */
    status: string;
    /** Present on a completed run. Known are success, failure, cancelled and skipped; others may follow. */
    conclusion?: string;
    branch?: string;
    url?: string;
    /** Who did it. */
    sender?: string;
    timestamp?: AutosdlcDate;
  };
}

/** Every message client → server on /ws. */
export type AutosdlcClientMessage =
  | AutosdlcClientDisconnect
  | AutosdlcPing
  | AutosdlcAuthRequest
  | AutosdlcSubscribe
  | AutosdlcUnsubscribe;

/** Every message server → client on /ws. */
export type AutosdlcServerMessage =
  | AutosdlcConnect
  | AutosdlcServerDisconnect
  | AutosdlcPong
  | AutosdlcError
  | AutosdlcAuthSuccess
  | AutosdlcAuthFailure
  | AutosdlcSubscriptionUpdate
  | AutosdlcAgentStatus
  | AutosdlcAgentTaskUpdate
  | AutosdlcAgentLog
  | AutosdlcAgentMetric
  | AutosdlcAgentError
  | AutosdlcTddPhaseChange
  | AutosdlcTestResult
  | AutosdlcCoverageUpdate
  | AutosdlcWorkflowStarted
  | AutosdlcWorkflowStepComplete
  | AutosdlcWorkflowComplete
  | AutosdlcWorkflowFailed
  | AutosdlcSystemNotification
  | AutosdlcSystemAlert
  | AutosdlcDeploymentStatus
  | AutosdlcGithubIssueUpdate
  | AutosdlcGithubPrUpdate
  | AutosdlcGithubWorkflowUpdate;
