/**
 * The model: what a program reads of an AsyncAPI document. It is printed to `generated/src/model.json`
 * for our own document and built in memory for a stranger's. Conformance and bench know a protocol
 * only through it.
 *
 * Directions are seen from the wire: `client-to-server` is AsyncAPI's `receive` of a server
 * application and its `send` of a client application.
 */

export interface Model {
  /** Version of this shape; a reader refuses one it does not know. */
  modelVersion: 1;
  title: string;
  /** `info.version` of the document. */
  version: string;
  profiles: Profile[];
  /** All schemas by name, draft-07, references as `#/schemas/Name`. */
  schemas: { [name: string]: JsonSchema };
}

export interface Profile {
  /** `cloud`, `autosdlc`; for a stranger's document the `x-agentwire.profile` of a server or `default`. */
  id: string;
  title: string;
  summary: string;
  /** Prefix of every channel address on a server of ours, `/cloud`; empty when the document has none. */
  pathname: string;
  /** Ways to present a credential, the first one has precedence. Empty when the server wants none. */
  carriers: Carrier[];
  channels: Channel[];
  requirements: Requirement[];
  scenarios: Scenario[];
}

/** Where a credential travels. */
export interface Carrier {
  /** Name of the security scheme. */
  scheme: string;
  in: 'query' | 'header' | 'cookie' | 'message';
  /** Query parameter, header or cookie; for `message` the id of the message. */
  name: string;
  /** What stands before the credential in a header, `Bearer `; empty otherwise. */
  prefix: string;
}

export interface Channel {
  /** Key of the channel in the document. */
  id: string;
  /** Address below the profile's pathname, `/ws`; parameters as `{id}`. */
  address: string;
  title: string;
  description: string;
  parameters: Parameter[];
  messages: Message[];
  facts: ChannelFacts;
  /** Place in the document, `profiles/cloud/channels.yaml:20`. */
  source: string;
}

export interface Parameter {
  name: string;
  description: string;
  enum: string[];
  examples: string[];
}

export type Direction = 'client-to-server' | 'server-to-client';

export interface Message {
  /** Name of the message component, unique in the document, also the name of its type: `CloudUserPresence`. */
  id: string;
  /** Name on the wire, the value of the discriminator: `user_presence`. */
  name: string;
  title: string;
  summary: string;
  direction: Direction;
  /**
   * The discriminator property that tells this message, with its value: `{type: 'ping'}`; `{event: name}`
   * on Socket.IO. Empty on a channel that has no discriminator.
   */
  discriminant: { [property: string]: string };
  /** Key in `Model.schemas`. */
  schema: string;
  examples: Example[];
  /** Ids of the messages that answer this one; empty when nothing does. */
  replies: string[];
  /** JSON pointer of the correlation id in the payload; absent when the document names none there. */
  correlation?: string;
  facts: MessageFacts;
  /** Place in the document, `profiles/cloud/messages.yaml:70`. */
  source: string;
}

export interface Example {
  name: string;
  payload: unknown;
}

/** Facts of the wire that AsyncAPI has no word for: `x-agentwire` on a channel. */
export interface ChannelFacts {
  /**
   * How messages travel: WebSocket frames, Socket.IO v4 events, server-sent events, Redis publish/subscribe, or
   * something that neither kit nor bench speaks.
   */
  transport: 'websocket' | 'socketio' | 'sse' | 'redis' | 'other';
  /** With `client` the application connects and the other side listens; absent, the application listens. */
  role?: 'client';
  /**
   * Properties whose values tell messages of one direction apart. A message is told by the first of them
   * that it fixes. Socket.IO tells messages apart by the event's name.
   */
  discriminator: string[];
  /** Which frames carry a message; `text-or-binary` servers take JSON, plain or gzip, in binary frames too. */
  frames: 'text' | 'text-or-binary';
  /** How a Socket.IO server is set up. */
  socketio?: {
    namespace: string;
    /** Engine.IO heartbeat, milliseconds. */
    pingIntervalMs: number;
    pingTimeoutMs: number;
    /** How long a connection may stay without CONNECT, milliseconds. */
    connectTimeoutMs: number;
    /** Most binary attachments of one packet. */
    attachments: number;
  };
  /** How a stream of server-sent events is kept. */
  sse?: {
    /** Time between comments that keep an idle stream open, milliseconds. */
    keepAliveMs: number;
    /** Longest silence of an idle stream that a judge accepts, milliseconds. */
    latestKeepAliveMs?: number;
    /** What a client is told to wait before it connects again, milliseconds. */
    retryMs?: number;
    /** Events that are kept for `Last-Event-ID`. */
    historyEvents?: number;
    /** Query parameter that names the kinds of events wanted, separated by commas. */
    selection?: string;
  };
  /** Messages for clients that are away. */
  offlineQueue?: {
    /** How long messages wait, counted from the last of them, milliseconds. */
    retentionMs: number;
    /** Messages that one queue holds, and their bytes; the oldest make room for newer ones. */
    messages: number;
    bytes?: number;
    /** Clients of one user whose ids are remembered; those that were not seen for longest make room. */
    clients: number;
  };
  /** Id of the message a server sends first on every connection. */
  opening?: string;
  /** Id of a message that a server may send unasked when the connection opens; it answers nothing. */
  greeting?: string;
  /** Id of the message that answers a message the server refuses. */
  refusal?: string;
  /** Value of `code` by which the refusal says that the message itself is wrong; absent, every refusal says so. */
  refusalCode?: string;
  /** What a judge sends on a new connection before the examples of the channel's messages make sense. */
  stage?: {
    /** Texts of the examples that stand for ids of the client's choice; each connection has its own. */
    fresh: string[];
    /** Messages in order. `take`: texts of the examples that stand for ids of the server's choice, and where they come. */
    sends: {
      send: string;
      payload: unknown;
      expect?: string;
      take?: { [text: string]: string };
      /** Ids of the messages whose examples take it; all when absent. */
      for?: string[];
    }[];
  };
  /** A harmless request and its answer: once it is answered, everything sent before it has been handled. */
  barrier?: {
    send: string;
    expect: string;
    /** What is sent when it is not the request's first example. */
    payload?: unknown;
    /** JSON pointer of what the answer repeats. */
    echo?: string;
  };
  /** Requirements on which general observations hang. */
  requirements?: {
    connect?: string;
    opening?: string;
    envelope?: string;
    malformed?: string;
    invalid?: string;
    unknown?: string;
    /** No frame ends the server; decided at the end of a run. */
    survives?: string;
    /** What becomes of a client that does not read. */
    slowConsumer?: string;
  };
  authentication?: {
    /** A connection without a credential is served with less, waits for one by message, or is refused. */
    missing: 'accept' | 'pending' | 'refuse';
    /**
     * A bad credential: the connection is served with less, is refused (its upgrade, on Socket.IO by
     * CONNECT_ERROR), or is told so and closed.
     */
    invalid: 'accept' | 'refuse' | 'close';
    /** HTTP status of a refused upgrade. */
    refusedStatus?: number;
    /** How long a pending connection may stay without credential, milliseconds. */
    deadlineMs?: number;
    /** Wire names that a pending connection may send. */
    pendingMayUse?: string[];
  };
  heartbeat?: {
    /** How often the server probes a connection, milliseconds. */
    intervalMs: number;
    /** Silence after which the server closes, milliseconds. */
    timeoutMs: number;
    /** Latest close after the last frame, milliseconds. */
    latestCloseMs?: number;
    /** Tolerance a judge gives at each end, milliseconds. */
    toleranceMs?: number;
    /** Id of the message used as probe, besides control frames. */
    message?: string;
    /** Whether the server also probes by RFC 6455 ping. */
    controlFrames: boolean;
  };
  /** How often a client probes, and the silence after which it gives up, milliseconds. */
  clientHeartbeat?: { intervalMs: number; timeoutMs?: number };
  /** What a client does when the connection ends. */
  reconnect?: { delayMs: number; factor: number; maxDelayMs?: number; attempts?: number; jitter?: number };
  /** How long a client waits for what, milliseconds. */
  clientTimeoutsMs?: { [what: string]: number };
  /** Fixed windows, each starting with its first message. */
  rateLimit?: {
    windowMs: number;
    /** Who has a window of its own; a connection when absent. */
    per?: 'connection' | 'agent';
    /** Messages per window; of one wire name each when `byType` is not empty, otherwise of all together. */
    max?: number;
    byType: { [name: string]: number };
    /** Windows that several wire names share. `weight` is the JSON pointer of an array whose items count. */
    buckets?: { [name: string]: { max: number; events: string[]; weight?: string } };
    /** Refusals in a row after which the server closes. */
    closeAfterRefusals?: number;
    /** Least time between two refusals that are answered, per wire name, milliseconds. */
    refusalIntervalMs?: number;
    /** Capability a server declares when it keeps this limit; absent when every server must. */
    capability?: string;
  };
  limits?: {
    /** Largest message, after decompression, bytes. */
    messageBytes: number;
    /** Deepest nesting of arrays and objects. */
    depth: number;
    /** Most values in a message: members and items, at all depths. */
    values: number;
    /** Connections at once; the next one is refused. */
    connections?: number;
    /** Connections at once of one address that is not the machine's own. */
    connectionsPerAddress?: number;
    /** Requests of one connection that are served at once: streams, runs, tools, and what was defined for them. */
    requests?: number;
    /** Subscriptions of one connection; where agents have seats, each of those and each of their channels is one. */
    subscriptions?: number;
    /** Patterns of one subscription. */
    patterns?: number;
    /** Longest subscription id or pattern, characters. */
    patternLength?: number;
    /** Messages of one connection that wait behind the one that is handled. */
    waitingMessages: number;
    /** Longest id or name of an agent, a channel or a control loop, characters. */
    nameLength?: number;
    /** Agents that are known of one tenant; those that have gone make room. */
    agents?: number;
    /** UTF-8 bytes of what one agent says of itself, as JSON. */
    agentBytes?: number;
    /** Bytes of all agents of one tenant, counted in the same way. */
    agentTenantBytes?: number;
    /** Channels of one tenant; those without members make room. */
    channels?: number;
    /** UTF-8 bytes of what is said of one channel, as JSON. */
    channelBytes?: number;
    /** Bytes of all channels of one tenant, counted in the same way. */
    channelTenantBytes?: number;
    /** Members of one channel. */
    members?: number;
    /** Tasks that are kept of one tenant. */
    tasks?: number;
    /** Control loops of one tenant. */
    controlLoops?: number;
    /** Observations of one control loop that wait for their cycle. */
    observations?: number;
    /** Entries of one target of memory. */
    memoryEntries?: number;
    /** Bytes of all entries of one target: 128 for each, and the UTF-8 of target, key, value and metadata as JSON. */
    memoryBytes?: number;
    /** Bytes of all memory of one tenant, counted in the same way. */
    memoryTenantBytes?: number;
    /** Tools that one tenant may register. */
    tools?: number;
    /** UTF-8 bytes of one registered tool as JSON. */
    toolBytes?: number;
    /** UTF-8 bytes of a tool's output as JSON. */
    toolOutputBytes?: number;
    /** Longest that a tool may take, with its retries; a client may ask for less. Milliseconds. */
    toolTimeoutMs?: number;
    /** Most attempts after one that failed. */
    toolRetries?: number;
  };
  compression?: {
    /** Messages of at least so many UTF-8 bytes are compressed for clients that asked. */
    thresholdBytes: number;
    /** Query by which a client asks, `compress=gzip`. */
    query: { name: string; value: string };
  };
  /** Whether frames may travel by RFC 7692 permessage-deflate. */
  permessageDeflate?: boolean;
  /** How payloads are encrypted end to end. */
  encryption?: {
    algorithm: string;
    /** How the key comes from the shared secret, and the context it is bound to. */
    keyDerivation: string;
    info: string;
    ivBytes: number;
    tagBytes: number;
  };
  slowConsumer?: {
    /** Bytes a connection may have unsent before its messages wait in a queue. */
    softLimitBytes: number;
    /** Messages the queue holds, and their bytes; beyond either the connection is closed. */
    queueMessages: number;
    queueBytes: number;
  };
  /** WebSocket close codes by reason. */
  closeCodes?: { [reason: string]: number };
  /** Error codes and their wording on the wire. */
  errors?: { [code: string]: string };
  /** What the system's document wants to have measured, by the name of the metric. */
  metrics?: {
    [name: string]: {
      type: 'counter' | 'gauge' | 'histogram';
      labels: string[];
      /** Upper bounds of a histogram. */
      buckets?: number[];
    };
  };
  /**
   * How words of the platform read on this channel, and its own in turn: by the first entry that has them.
   * Of a word that is not here nobody elsewhere is told.
   */
  bridge?: {
    agentStatus?: { online: string; away: string; busy: string; offline: string };
    taskStatus?: { pending: string; in_progress: string; completed: string; failed: string };
  };
  /** How a bench causes and stamps fan-out on this channel. */
  bench?: {
    /** Id of the message that fans out. */
    delivers?: string;
    /** JSON pointer of the string in it that carries the stamp; the first free string of its schema when absent. */
    stamp?: string;
    /** What is published besides the stamp; taken from the first example when absent. */
    payload?: { [property: string]: unknown };
    /**
     * Id of the message that subscribes, with its payload; `${connection}` stands for a text of each connection's
     * own.
     */
    subscribe?: { send: string; payload: unknown };
    /**
     * How a client causes the fan-out, used where the subject has no `emit`. `stamp` is a JSON pointer into the
     * payload.
     */
    publish?: { send: string; payload: { [property: string]: unknown }; stamp: string };
    /** JSON pointers of the topic: into the payload that subscribes, and into the message that fans out. */
    topics?: {
      subscribe: string;
      delivers: string;
      /** Stands for any characters in a subscription; absent where topics are exact. */
      wildcard?: string;
    };
    /** A request that a stream of messages answers. */
    stream?: {
      send: string;
      payload: { [property: string]: unknown };
      /** JSON pointer of the request's id, a number of the bench's choice. */
      id: string;
      /** JSON pointer by which the answers repeat it. */
      reference: string;
      /** Ids of the message that is streamed, of the one that ends the stream, and of the one that says it failed. */
      token: string;
      end: string;
      failure?: string;
    };
  };
}

/** `x-agentwire` on a message. */
export interface MessageFacts {
  /**
   * The requirement that owns this message's schema: for a server message a breach fails it, for a
   * client message a refusal of a broken one is expected by it.
   */
  requirement?: string;
  /** The requirement that a valid one leaves the connection open, where that is not `requirement`. */
  taken?: string;
  /** JSON pointer of the credential in the payload; a judge puts its own there. */
  credential?: string;
  /** JSON pointers of ids that must not be used twice; a judge puts fresh ones there. */
  fresh?: string[];
  /** JSON pointers of names that only the server knows; a judge leaves them out. */
  known?: string[];
  /** A valid one uses up what the stage has set; a judge sets it anew for the next. */
  spends?: boolean;
  /** The server closes the connection after this message. */
  closes?: boolean;
  /** A Socket.IO packet that is no event: the auth object of CONNECT, CONNECT_ERROR, or an acknowledgement. */
  packet?: 'connect' | 'connect-error' | 'ack';
  /** The message is an event of the platform, can be published, and is delivered as follows. */
  event?: {
    /** `everyone`: to every connection of the tenant; `authenticated`: to those; `subscribers`: by topic. */
    audience: 'everyone' | 'authenticated' | 'subscribers';
    /** Whom a publication must name, and who alone receives it. */
    target?: 'userId' | 'clientId';
    /** Topics by which subscribers select it, `resource:id:name`; the first is its own. */
    topics?: { resource: string; name: string; id: string }[];
    /** `metadata.source` when the publisher names none. */
    source?: string;
  };
}

export type RequirementLevel = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

export interface Requirement {
  /** Readable path, `cloud/presence/shape`; never renamed or reused. */
  id: string;
  level: RequirementLevel;
  text: string;
  party: 'server' | 'client';
  /** Where the sentence comes from; `proposed` is our own decision. */
  basis: 'stated' | 'derived' | 'transport' | 'proposed';
  /**
   * What deciding it takes beyond a URL: `identity`, `second-identity`, `identity:NAME`, `emit`, `time`,
   * `process`, `capability:NAME`; `without:NAME` binds only those who do not declare the capability.
   */
  needs: string[];
  /** Behaviours of the seed index that it covers. */
  covers: string[];
  note?: string;
  /** Why no check decides it, from `excused.yaml`. */
  excused?: { reason: string; note: string };
  source: string;
}

/** A script of connections and expectations; its steps are described by `scenario.schema.json`. */
export interface Scenario {
  /** `cloud/presence-broadcast`. */
  id: string;
  title: string;
  /** Variables with which a process of the subject's is started for it alone. */
  env?: { [name: string]: string };
  /** Steps in order, each an object with one verb. */
  steps: { [verb: string]: unknown }[];
  /** Requirements that its steps decide. */
  requirements: string[];
  source: string;
}

/** A JSON Schema, draft-07, as plain data. */
export type JsonSchema = boolean | { [keyword: string]: unknown };
