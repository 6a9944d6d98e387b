import type { Transport } from './transport.ts';
import { websocket } from './websocket.ts';

const ping = '2'.charCodeAt(0);
const pong = '3';

/** Packets of Engine.IO and Socket.IO that are no events, by their leading digits. */
const packets: readonly [prefix: string, packet: string][] = [
  ['0', 'open'],
  ['40', 'connect'],
  ['41', 'disconnect'],
  ['43', 'ack'],
  ['44', 'connect-error'],
];

/** Socket.IO protocol 5 over Engine.IO protocol 4 on one WebSocket, main namespace; an event has one payload. */
export const socketio: Transport = {
  ...websocket,

  open(endpoint, events) {
    const target = `${endpoint.target}${endpoint.target.includes('?') ? '&' : '?'}EIO=4&transport=websocket`;
    const line = websocket.open(
      { ...endpoint, target },
      {
        ...events,
        message: (bytes, start, end) => {
          if (end - start === 1 && bytes[start] === ping) events.answer(websocket.frame?.(pong) as Uint8Array);
          else events.message(bytes, start, end);
        },
      },
    );
    return line;
  },

  parse(text) {
    const [, digits = '', body = ''] = /^(\d\d?)\d*([\s\S]*)$/.exec(text) ?? [];
    const value = body === '' ? {} : JSON.parse(body);
    if (digits === '42') {
      const [event, payload] = value as [string, unknown];
      return { ...(payload as object), event };
    }
    const packet = packets.find(([prefix]) => prefix === digits)?.[1];
    return { ...(Array.isArray(value) ? value[0] : value), packet };
  },

  say: (name, payload) => `42${JSON.stringify([name, payload])}`,

  published: (event, payload) => ({ event, payload }),
};

/** What a client says and hears before its first event. */
export const socketioOpening = {
  hearOpen: { packet: 'open' },
  sayConnect: '40',
  hearConnect: { packet: 'connect' },
} as const;
