import { decodePacket, type PacketType as EngineType, encodePacket } from 'engine.io-parser';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';
import { isObject, type JsonObject } from '../json.ts';

/**
 * Packets of Socket.IO and of Engine.IO below it, as the JSON values that scenarios and transcripts hold:
 * `{event, payload}` with `ack` where an acknowledgement is asked for, and `{packet, payload}` for the
 * others, an acknowledgement with the `ack` that it answers. Bytes stand as `{base64}`; arguments of an
 * event beyond the first as `more`.
 */

/** What travels in one frame of a WebSocket, or between two separators of a polling payload. */
export type Piece = string | Buffer;

export interface PacketValue {
  value: JsonObject;
  /** Whether it came with binary attachments. */
  binary: boolean;
}

const CONNECTING = { connect: PacketType.CONNECT, disconnect: PacketType.DISCONNECT } as const;
const ENGINE: readonly EngineType[] = ['open', 'close', 'ping', 'pong', 'upgrade', 'noop'];
const NAMES: Partial<Record<PacketType, string>> = {
  [PacketType.CONNECT]: 'connect',
  [PacketType.CONNECT_ERROR]: 'connect-error',
  [PacketType.DISCONNECT]: 'disconnect',
};

/**
 * The frames that carry a packet.
 * @throws Error for a value that is no packet.
 */
export function encodePieces(value: unknown, namespace: string): Piece[] {
  if (!isObject(value)) throw new Error(`no packet: ${JSON.stringify(value)}`);
  const engine = ENGINE.find((type) => type === value.packet);
  if (engine) return [enginePiece(engine, value.payload === undefined ? '' : text(value.payload))];
  const packets = new Encoder().encode({ nsp: namespace, ...body(value) } as Packet) as Piece[];
  return packets.map((piece) => (typeof piece === 'string' ? enginePiece('message', piece) : piece));
}

function body(value: JsonObject): Pick<Packet, 'type' | 'data' | 'id'> {
  const payload = revived(value.payload);
  const id = value.ack === undefined ? {} : { id: Number(value.ack) };
  if (value.packet === undefined) {
    const more = Array.isArray(value.more) ? value.more.map(revived) : [];
    return { type: PacketType.EVENT, data: [value.event, ...(payload === undefined ? [] : [payload]), ...more], ...id };
  }
  if (value.packet === 'ack') return { type: PacketType.ACK, data: [payload], ...id };
  const type = CONNECTING[value.packet as keyof typeof CONNECTING];
  if (type === undefined) throw new Error(`no packet is named ${value.packet}`);
  return { type, data: payload };
}

function enginePiece(type: EngineType, data: string): string {
  let piece = '';
  encodePacket({ type, data }, true, (encoded) => {
    piece = String(encoded);
  });
  return piece;
}

const text = (payload: unknown): string => (typeof payload === 'string' ? payload : JSON.stringify(payload));

/** Puts frames together to packets; one of each connection. */
export class PacketReader {
  #decoder: Decoder | undefined;
  #read: PacketValue | undefined;

  /**
   * The packet that this frame completes, if it does.
   * @throws Error for a frame that is no packet.
   */
  read(piece: Piece): PacketValue | undefined {
    const { type, data } = decodePacket(piece as never, 'nodebuffer' as never);
    if (type === 'error') throw new Error(String(data));
    if (type === 'message') return this.#decode(data);
    const payload = data === undefined || data === '' ? {} : { payload: type === 'open' ? JSON.parse(data) : data };
    return { value: { packet: type, ...payload }, binary: false };
  }

  /** What was begun before a frame that is no packet is forgotten. */
  #decode(data: Piece): PacketValue | undefined {
    this.#decoder ??= new Decoder().on('decoded', (packet: Packet) => {
      this.#read = told(packet);
    });
    try {
      this.#decoder.add(data);
    } catch (error) {
      this.#decoder = undefined;
      throw error;
    }
    const read = this.#read;
    this.#read = undefined;
    return read;
  }
}

function told({ type, data, id }: Packet): PacketValue {
  const ack = id === undefined ? {} : { ack: id };
  if (type === PacketType.EVENT || type === PacketType.BINARY_EVENT) {
    const [event, payload, ...more] = data as unknown[];
    return plainValue({ event, ...given('payload', payload), ...(more.length > 0 ? { more } : {}), ...ack });
  }
  if (type === PacketType.ACK || type === PacketType.BINARY_ACK) {
    const [payload, ...more] = data as unknown[];
    return plainValue({ packet: 'ack', ...ack, ...given('payload', payload), ...(more.length > 0 ? { more } : {}) });
  }
  return plainValue({ packet: NAMES[type] ?? String(type), ...given('payload', data) });
}

const given = (name: string, value: unknown): JsonObject => (value === undefined ? {} : { [name]: value });

function plainValue(value: JsonObject): PacketValue {
  let binary = false;
  const walk = (item: unknown): unknown => {
    if (Buffer.isBuffer(item)) {
      binary = true;
      return { base64: item.toString('base64') };
    }
    if (Array.isArray(item)) return item.map(walk);
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, walk(member)]));
  };
  return { value: walk(value) as JsonObject, binary };
}

/** The value with bytes in the place of every `{base64}`. */
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof value.base64 === 'string') return Buffer.from(value.base64, 'base64');
  return Object.fromEntries(keys.map((key) => [key, revived(value[key])]));
}
