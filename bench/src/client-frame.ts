import { randomFillSync } from 'node:crypto';

export const clientOpcodes = { text: 1, close: 8, pong: 10 } as const;

/** One whole frame as a client must send it: masked with fresh random bytes. At most 65,535 bytes of payload. */
export function clientFrame(opcode: number, payload: Uint8Array): Buffer {
  const extended = payload.length > 125;
  const header = extended ? 8 : 6;
  const frame = Buffer.allocUnsafe(header + payload.length);
  frame[0] = 0x80 | opcode;
  if (extended) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(payload.length, 2);
  } else {
    frame[1] = 0x80 | payload.length;
  }
  randomFillSync(frame, header - 4, 4);
  for (let index = 0; index < payload.length; index++) {
    frame[header + index] = (payload[index] as number) ^ (frame[header - 4 + (index & 3)] as number);
  }
  return frame;
}
