// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/**
 * When the server sent the message, ISO 8601 in UTC with milliseconds. Set by the server, never copied from a client.
 * @format date-time
 */
export type CloudTimestamp = string;

/** The server ignores a timestamp that comes from a client. */
export type CloudIgnoredTimestamp = unknown;

/** idle is ready for work, working has a task, stopped has ended (after a STOP decision, for example). */
export type CloudAgentState = "idle" | "working" | "stopped";

export type CloudNotificationLevel = "info" | "success" | "warning" | "error";

/** online is active, away is idle, busy wants no disturbance, offline is disconnected. */
export type CloudPresenceStatus = "online" | "away" | "busy" | "offline";

/**
 * The first message on every connection; says whether its token was accepted.
 * `auth`, server → client.
 */
export interface CloudAuth {
  type: "auth";
  data: {
    success: boolean;
    /**
     * Who the connection belongs to; present when success is true. The JWT's sub, or derived from the whole token, so that two tokens never share a user.
     * @minLength 1
     */
    userId?: string;
    /** Why not; present when success is false. */
    error?: string;
  };
  timestamp: CloudTimestamp;
}

/**
 * A heartbeat; the server answers with pong.
 * `ping`, client → server.
 */
export interface CloudClientPing {
  type: "ping";
  timestamp?: CloudIgnoredTimestamp;
}

/**
 * Sent at the heartbeat interval; a client answers with pong or sends a ping of its own.
 * `ping`, server → client.
 */
export interface CloudServerPing {
  type: "ping";
  timestamp: CloudTimestamp;
}

/**
 * A sign of life; never answered.
 * `pong`, client → server.
 */
export interface CloudClientPong {
  type: "pong";
  timestamp?: CloudIgnoredTimestamp;
}

/**
 * The answer to a client's ping.
 * `pong`, server → client.
 */
export interface CloudServerPong {
  type: "pong";
  timestamp: CloudTimestamp;
}

/**
 * State and progress of an agent, for every authenticated client.
 * `agent_status`, server → client.
 */
export interface CloudAgentStatus {
  type: "agent_status";
  data: {
    agentName: string;
    state: CloudAgentState;
    /** What the agent works on, in words. */
    currentTask?: string;
    /**
     * Progress of the current task in percent.
     * @minimum 0
     * @maximum 100
     */
    progress?: number;
  };
  timestamp: CloudTimestamp;
}

/**
 * A message in an active conversation, for every authenticated client.
 * `chat_message`, server → client.
 */
export interface CloudChatMessage {
  type: "chat_message";
  data: {
    conversationId: string;
    messageId: string;
    content: string;
    /** The agent or user who wrote it. */
    sender: string;
    /**
     * When the chat message was written; the envelope's timestamp says when it was sent.
     * @format date-time
     */
    timestamp: string;
  };
  timestamp: CloudTimestamp;
}

/**
 * A system notification for everybody, or for one user.
 * `notification`, server → client.
 */
export interface CloudNotification {
  type: "notification";
  data: {
    level: CloudNotificationLevel;
    message: string;
  };
  timestamp: CloudTimestamp;
}

/**
 * A user sets a status; data is the bare status.
 * `user_presence`, client → server.
 */
export interface CloudPresenceChange {
  type: "user_presence";
  data: CloudPresenceStatus | {
    status: CloudPresenceStatus;
  };
  timestamp?: CloudIgnoredTimestamp;
}

/**
 * A user's status changed; data is an object, unlike in the client's message.
 * `user_presence`, server → client.
 */
export interface CloudUserPresence {
  type: "user_presence";
  data: {
    /** @minLength 1 */
    userId: string;
    status: CloudPresenceStatus;
  };
  timestamp: CloudTimestamp;
}

/**
 * The server could not handle a message.
 * `error`, server → client.
 */
export interface CloudError {
  type: "error";
  data: {
    /** What was wrong, in words. */
    error: string;
  };
  timestamp: CloudTimestamp;
}

/** Every message client → server on /ws. */
export type CloudClientMessage =
  | CloudClientPing
  | CloudClientPong
  | CloudPresenceChange;

/** Every message server → client on /ws. */
export type CloudServerMessage =
  | CloudAuth
  | CloudServerPing
  | CloudServerPong
  | CloudAgentStatus
  | CloudChatMessage
  | CloudNotification
  | CloudUserPresence
  | CloudError;
