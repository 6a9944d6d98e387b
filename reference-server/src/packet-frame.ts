import { Encoder, PacketType } from 'socket.io-parser';
import type { Frame } from './frame.ts';

/** What Engine.IO puts before the text of a Socket.IO packet. */
const engineMessage = '4';

const encoder = new Encoder();

/** An event of the main namespace; buffers in the payload become attachments. */
export function frameEventPacket(event: string, payload: unknown): Frame {
  return frameOf(encoder.encode({ type: PacketType.EVENT, nsp: '/', data: [event, payload] }));
}

/** An acknowledgement of the event that came with that number. */
export function frameAckPacket(id: number, payload: object): Frame {
  return frameOf(encoder.encode({ type: PacketType.ACK, nsp: '/', id, data: [payload] }));
}

/** The text of a packet's frame without what Engine.IO puts before it. */
export function packetText({ bytes }: Frame): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', engineMessage.length);
}

function frameOf([text, ...attachments]: (string | Uint8Array)[]): Frame {
  const frame = { bytes: Buffer.from(`${engineMessage}${text}`), isBinary: false };
  return attachments.length === 0 ? frame : { ...frame, attachments: attachments as Uint8Array[] };
}
