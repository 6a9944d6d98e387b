import WebSocket from 'ws';
import { decode, encode } from './frame.ts';
import type { Link, LinkOptions } from './link.ts';
import { probe, upgrade } from './upgrade.ts';

/** @throws Refused when the upgrade is not accepted. */
export async function openWebSocket(options: LinkOptions): Promise<Link> {
  const { handshake, answerPings, timeoutMs, opened, received, closed } = options;
  const socket = await upgrade({
    handshake,
    answerPings,
    timeoutMs,
    opened: (_, answer) => opened(answer),
    received: (data, binary) => received(decode(data, { binary })),
    closed,
  });
  return linkTo(socket);
}

function linkTo(socket: WebSocket): Link {
  return {
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    send(text, frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encode(text, frame));
    },
    probe: (answered) => probe(socket, answered),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}
