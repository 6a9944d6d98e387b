import { ProtocolError } from '../../errors.ts';
import type { HandlerTable } from '../../handler.ts';
import type { Cloud } from './protocol.ts';

export const handlers: HandlerTable<Cloud> = {
  ping(_message, { reply }) {
    reply({ type: 'pong' });
  },

  /** A sign of life, and as such already noticed; never answered (CLOUD-B12). */
  pong() {},

  /** Told to everybody authenticated, the sender included (CLOUD-B23, B24, A02). */
  user_presence({ data }, { client: { identity }, publish }) {
    if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
    const status = typeof data === 'string' ? data : data.status;
    publish({ type: 'user_presence', data: { userId: identity.userId, status } });
  },
};
