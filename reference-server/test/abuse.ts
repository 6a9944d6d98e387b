import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type ServerProcess, serve } from './server-process.ts';
import { Client, type Message, ofType, rawUpgrade } from './socket.ts';

/** One profile as its abuser sees it. */
export interface Family {
  /** Arguments of the server. */
  args: readonly string[];
  /** Address of the socket, without credential. */
  path: string;
  /** A client that is let in, and has had all first words. */
  enter(server: ServerProcess, key: string): Promise<Client>;
  /** A harmless request, and how its answer is told. */
  ping: object;
  isPong(message: Message): boolean;
  limits: { messageBytes: number; depth: number; values: number };
  /** Whether messages may travel in binary frames. */
  takesBinary: boolean;
  /** What the server makes of a credential, whichever way it is presented; `let in` when it is good. */
  present(server: ServerProcess, token: string): Promise<string>;
  /** How `present` reads for a bad one. */
  refused: string;
}

const keys = [
  { key: 'attacker', userId: 'mallory' },
  { key: 'witness', userId: 'walter' },
];
const hs256Secret = 'test-only-hs256-secret-never-use-it-anywhere';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const credentials = { jwt: { hs256Secret, rs256PublicKey: publicPem }, apiKeys: keys };

/** A server under attack, with somebody on it whom that should not concern. */
export interface Scene {
  server: ServerProcess;
  attacker: Client;
  /** Sends frames that all are to be refused with an error. @returns the errors, in order */
  refuses(frames: readonly (string | Buffer)[]): Promise<Message[]>;
  /** The attacker has had an answer to all before, and is still there. */
  settled(client?: Client): Promise<void>;
  /** The server lives and the witness noticed nothing. */
  unharmed(): Promise<void>;
}

export async function startScene(family: Family, more: readonly string[] = []): Promise<Scene> {
  const server = await serve([...family.args, ...more], credentials);
  const witness = await family.enter(server, 'witness');
  const attacker = await family.enter(server, 'attacker');
  const settled = async (client = attacker): Promise<void> => {
    client.send(family.ping);
    await client.next(family.isPong);
  };
  await settled(witness);
  return {
    server,
    attacker,
    settled,
    async refuses(frames) {
      const errors: Message[] = [];
      for (const frame of frames) {
        attacker.send(frame);
        errors.push(await attacker.next(ofType('error')));
      }
      return errors;
    },
    async unharmed() {
      await settled(witness);
      expect(witness.received.filter(ofType('error'))).toEqual([]);
      expect(server.child.exitCode).toBeNull();
      expect((await fetch(`${server.http}/healthz`)).status).toBe(200);
    },
  };
}

const malformed = [
  '',
  ' ',
  '{',
  '}',
  '{"type":"ping"',
  'NaN',
  "{'type':'ping'}",
  '{"type":"ping"}{}',
  '\u0000',
  '\ufeff{}',
];
const nameless = ['null', '7', 'true', '"ping"', '[]', '[{"type":"ping"}]', '{}', '{"type":null}', '{"type":["ping"]}'];
const unknown = ['nope', '', 'PING', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(10_000)];

/** JSON of a message with a member of its own. */
const withMember = (message: object, json: string): string =>
  `${JSON.stringify(message).slice(0, -1)},"extra":${json}}`;

function countMembers(value: object): number {
  const inner = Object.values(value).map((member) => (member instanceof Object ? countMembers(member) : 0));
  return inner.reduce((sum, count) => sum + count, inner.length);
}

/** What every profile must stand. */
export function describeAbuse(name: string, family: Family): void {
  const { limits, ping } = family;

  describe(`${name} under abuse`, () => {
    test('what is no message is refused with an error each, and the connection goes on', async () => {
      const scene = await startScene(family);
      const errors = await scene.refuses([...malformed, ...nameless]);
      expect(errors).toHaveLength(malformed.length + nameless.length);
      await scene.settled();
      await scene.unharmed();
    });

    test('unknown names, those that are magic elsewhere among them, are refused and become no metric', async () => {
      const scene = await startScene(family);
      const errors = await scene.refuses(unknown.map((type) => JSON.stringify({ type })));
      for (const error of errors) expect(JSON.stringify(error).length).toBeLessThan(1000);
      await scene.settled();
      const metrics = await (await fetch(`${scene.server.http}/metrics`)).text();
      for (const type of unknown.slice(2)) expect(metrics).not.toContain(`"${type}"`);
      expect(metrics).toContain(`websocket_messages_received_total{type="unknown"} ${unknown.length}`);
      await scene.unharmed();
    });

    test('members that are magic elsewhere are plain here', async () => {
      const scene = await startScene(family);
      scene.attacker.send(withMember(ping, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));
      await scene.attacker.next(family.isPong);
      scene.attacker.send(`{"__proto__":{"polluted":1},${JSON.stringify(ping).slice(1)}`);
      await scene.attacker.next(family.isPong);
      await scene.unharmed();
    });

    test('a message of the longest length is read, one byte more closes with 1009', async () => {
      const scene = await startScene(family);
      scene.attacker.send(JSON.stringify(ping).padEnd(limits.messageBytes));
      await scene.attacker.next(family.isPong);
      scene.attacker.send(JSON.stringify(ping).padEnd(limits.messageBytes + 1));
      expect(await scene.attacker.closed).toBe(1009);
      await scene.unharmed();
    });

    test('a message far longer ends the connection, in one frame or in pieces without end', async () => {
      const scene = await startScene(family);
      const before = scene.server.memoryMiB();
      scene.attacker.send(Buffer.alloc(16 * limits.messageBytes));
      await scene.attacker.closed;
      const piecemeal = await family.enter(scene.server, 'attacker');
      const piece = Buffer.alloc(65_536, ' ');
      // A frame that ends nothing, again and again, until the server has had enough.
      while (piecemeal.socket.readyState === piecemeal.socket.OPEN) {
        await new Promise((resolve) => piecemeal.socket.send(piece, { fin: false, binary: false }, resolve));
      }
      await piecemeal.closed;
      expect(scene.server.memoryMiB() - before).toBeLessThan(100);
      await scene.unharmed();
    });

    test('the deepest nesting is read, one level more is refused, and a million are', async () => {
      const scene = await startScene(family);
      const nested = (depth: number): string => withMember(ping, '['.repeat(depth - 1) + ']'.repeat(depth - 1));
      scene.attacker.send(nested(limits.depth));
      await scene.attacker.next(family.isPong);
      await scene.refuses([nested(limits.depth + 1), '['.repeat(1_000_000), '{"a":'.repeat(150_000)]);
      await scene.settled();
      await scene.unharmed();
    });

    test('as many values as may be are read, one more is refused', async () => {
      const scene = await startScene(family);
      const own = countMembers(ping) + 1;
      const list = (values: number): string => withMember(ping, `[${Array(values).fill('""').join()}]`);
      scene.attacker.send(list(limits.values - own));
      await scene.attacker.next(family.isPong);
      await scene.refuses([list(limits.values - own + 1)]);
      await scene.settled();
      await scene.unharmed();
    });

    test('the wrong kind of frame is refused, and a text that is none closes', async () => {
      const scene = await startScene(family);
      const notUtf8 = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
      await scene.refuses([notUtf8, Buffer.alloc(0), Buffer.from([0x1f, 0x8b]), Buffer.from([0x1f, 0x8b, 1, 2])]);
      scene.attacker.send(Buffer.from(JSON.stringify(ping)));
      await scene.attacker.next(family.takesBinary ? family.isPong : ofType('error'));
      await scene.settled();
      scene.attacker.socket.send(notUtf8, { binary: false });
      await scene.attacker.closed;
      await scene.unharmed();
    });

    test('tokens that forge a signature, or have none, let nobody in', async () => {
      const scene = await startScene(family);
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const token = (alg: string, sign: (text: string) => string): string => {
        const text = `${part({ alg })}.${part({ sub: 'walter' })}`;
        return `${text}.${sign(text)}`;
      };
      const hmac = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url');
      const good = new SignJWT({ sub: 'carol' }).setProtectedHeader({ alg: 'RS256' }).sign(rsa.privateKey);
      expect(await family.present(scene.server, await good)).toBe('let in');
      for (const forged of [
        token('none', () => ''),
        token('None', () => ''),
        token('HS256', () => ''),
        token('HS256', hmac(publicPem)),
        token('RS256', hmac(hs256Secret)),
        token('HS256', hmac('another-secret')),
        '..',
        '__proto__',
        'a'.repeat(3000),
      ])
        expect(await family.present(scene.server, forged), forged.slice(0, 40)).toBe(family.refused);
      await scene.unharmed();
    });

    test('clients that vanish in the handshake, or speak something else behind it, do no harm', async () => {
      const scene = await startScene(family);
      const url = `${scene.server.url}${family.path}`;
      for (let round = 0; round < 100; round++) (await rawUpgrade(url)).resetAndDestroy();
      for (let round = 0; round < 20; round++) {
        const socket = await rawUpgrade(url);
        await new Promise((resolve) => socket.once('data', resolve));
        socket.write(Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7919 + round * 104_729) % 256)));
        socket.resume();
        await new Promise((resolve) => socket.once('close', resolve).setTimeout(200, () => socket.destroy()));
      }
      await scene.unharmed();
    });

    test('another version of WebSocket is refused', async () => {
      const scene = await startScene(family);
      const client = new Client(`${scene.server.url}${family.path}`, { protocolVersion: 8 });
      const status = await new Promise((resolve) =>
        client.socket.once('unexpected-response', (_, response) => resolve(response.statusCode)),
      );
      expect(status).toBe(426);
      await scene.unharmed();
    });
  });
}

/** The status of an upgrade; 101 when it was let in. */
export function upgradeStatus(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { socket } = new Client(url, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
  });
}
