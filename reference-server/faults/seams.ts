import { ObservedCredentials } from '../src/credentials.ts';
import { EventHistory } from '../src/event-history.ts';
import { EventStream } from '../src/event-stream.ts';
import { Gate } from '../src/gate.ts';
import { Heartbeat } from '../src/heartbeat.ts';
import { Hub } from '../src/hub/hub.ts';
import { Presence } from '../src/hub/presence.ts';
import { Space } from '../src/hub/space.ts';
import { Topics } from '../src/hub/topics.ts';
import { cloudProfile } from '../src/profiles/cloud/profile.ts';
import { Following } from '../src/profiles/codex/following.ts';
import { introduction } from '../src/profiles/mxf/introduction.ts';
import { DeliveryLimit, RateLimit } from '../src/rate-limit.ts';
import { Channels } from '../src/services/channels/channels.ts';
import { Memory } from '../src/services/memory/memory.ts';
import { Cipher } from '../src/services/mxp/cipher.ts';
import { OfflineQueue } from '../src/services/offline-queue.ts';
import { WatchedProject } from '../src/services/projects/project.ts';
import { Workflows } from '../src/services/workflows/workflows.ts';
import { Session } from '../src/session.ts';
import { EmbeddedQueues } from '../src/store/embedded-queues.ts';
import { EventConnection } from '../src/transports/event-connection.ts';
import { SocketConnection } from '../src/transports/socket-connection.ts';
import { seam } from './seam.ts';

/** The places at which faults are put; another one is another line. */
export const seams = {
  /** Says whether a credential is good, whichever way it came. */
  verify: seam(ObservedCredentials.prototype, 'verify'),
  /** The same of a user's name and password. */
  verifyUser: seam(ObservedCredentials.prototype, 'verifyUser'),
  /** The same of an agent's key. */
  verifyAgent: seam(ObservedCredentials.prototype, 'verifyAgent'),
  /** Says who opens a connection by a message. */
  identify: seam(introduction, 'identify'),
  /** Says whether there is room for a connection. */
  admit: seam(Gate.prototype, 'refusal'),

  /** Begins a session. */
  open: seam(Session.prototype, 'open'),
  /** Takes a message in. */
  receive: seam(Session.prototype, 'received'),
  /** Sends a message to one client, as an answer or not. */
  answer: seam(Session.prototype, 'answer'),
  /** Acknowledges a message. */
  acknowledge: seam(Session.prototype, 'acknowledge'),
  /** Hands an event to one of its recipients; where many share a connection's crowd, to all at once and not here. */
  deliver: seam(Session.prototype, 'deliver'),
  /** Closes a session for a reason. */
  end: seam(Session.prototype, 'close'),

  /** Closes a WebSocket with a code. */
  close: seam(SocketConnection.prototype, 'close'),
  /** Takes a sign of life. */
  seen: seam(Heartbeat.prototype, 'seen'),
  /** Sends a control ping. */
  probe: seam(SocketConnection.prototype, 'probe'),

  /** Counts a message that came, and says whether it is one too many. */
  count: seam(RateLimit.prototype, 'count'),
  /** The same of an event that goes out. */
  allow: seam(DeliveryLimit.prototype, 'allows'),

  /** Brings a client into the space of a tenant. */
  enter: seam(Hub.prototype, 'enter'),
  /** Finds the space of a tenant. */
  space: seam(Hub.prototype, 'space'),
  /** Finds the clients of a name. */
  named: seam(Space.prototype, 'named'),
  /** All clients of a tenant. */
  members: seam(Presence.prototype, 'members'),
  /** Finds who wants a topic. */
  subscribers: seam(Space.prototype, 'subscribersOf'),
  /** Takes a pattern of topics down. */
  pattern: seam(Topics.prototype, 'add'),

  /** Tells that somebody has left. */
  depart: seam(cloudProfile as Required<typeof cloudProfile>, 'departed'),
  /** Takes an agent out of a channel. */
  leaveChannel: seam(Channels.prototype, 'leave'),
  /** Takes down what a client wants to be suggested. */
  wish: seam(Following.prototype, 'wish'),
  /** The version of a project that a client is told. */
  version: seam(Following.prototype, 'versionOf'),
  /** Watches a file. */
  watch: seam(WatchedProject.prototype, 'watch'),
  /** Runs a workflow. */
  run: seam(Workflows.prototype, 'run'),

  /** Hands an event to a reader of a stream. */
  stream: seam(EventStream.prototype, 'deliver'),
  /** Finds what a reader has missed. */
  missed: seam(EventHistory.prototype, 'after'),
  /** Writes into a stream of events. */
  write: seam(EventConnection.prototype, 'send'),

  /** Says under which id a client's messages wait. */
  claim: seam(OfflineQueue.prototype, 'identify'),
  /** Hands over what waits for a client. */
  collect: seam(OfflineQueue.prototype, 'collect'),
  /** Keeps a message for a client that is away. */
  push: seam(EmbeddedQueues.prototype, 'push'),
  /** Changes a memory. */
  remember: seam(Memory.prototype, 'apply'),

  /** Encrypts a payload. */
  seal: seam(Cipher.prototype, 'seal'),
  /** Opens an encrypted payload. */
  unseal: seam(Cipher.prototype, 'open'),
};
