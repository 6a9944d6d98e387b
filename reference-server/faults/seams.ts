import { ObservedCredentials } from '../src/credentials.ts';
import { Session } from '../src/session.ts';
import { SocketConnection } from '../src/transports/socket-connection.ts';
import { seam } from './seam.ts';

/** The places at which faults are put; another one is another line. */
export const seams = {
  /** Says whether a credential is good, whichever way it came. */
  verify: seam(ObservedCredentials.prototype, 'verify'),
  /** Hands an event to one of its recipients. */
  deliver: seam(Session.prototype, 'deliver'),
  /** Closes a WebSocket with a code. */
  close: seam(SocketConnection.prototype, 'close'),
};
