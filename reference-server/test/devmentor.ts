import type { ServerProcess } from './server-process.ts';
import { Client, type Message, ofType } from './socket.ts';

/** A client that is open; this profile has no first word of the server's. */
export async function connect({ url }: Pick<ServerProcess, 'url'>): Promise<Client> {
  const client = new Client(`${url}/devmentor/ws`);
  await new Promise((resolve) => client.socket.once('open', resolve));
  return client;
}

export interface Extension {
  client: Client;
  clientId: string;
  welcome: Message;
}

/** An IDE extension that was welcomed. */
export async function shakeHands(server: Pick<ServerProcess, 'url'>, data: object = {}): Promise<Extension> {
  const client = await connect(server);
  client.send({ type: 'handshake', data: { apiKey: 'alice-key', ...data } });
  const welcome = await client.next(ofType('welcome'));
  return { client, clientId: String(welcome.data?.clientId), welcome };
}

/** Leaves, and waits until the server knows. */
export async function leave({ client }: Extension, server: Pick<ServerProcess, 'http'>): Promise<void> {
  const before = await activeConnections(server);
  client.socket.close();
  await client.closed;
  while ((await activeConnections(server)) >= before) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function activeConnections({ http }: Pick<ServerProcess, 'http'>): Promise<number> {
  const text = await (await fetch(`${http}/metrics`)).text();
  return Number(/^websocket_active_connections (\d+)$/m.exec(text)?.[1]);
}

/** A publication of suggestions with a text of the test's own, for one client. */
export function note(text: string, clientId: string): object {
  const suggestion = { id: '1', type: 'note', title: text, description: '', confidence: 1 };
  return { message: { type: 'suggestions', data: [suggestion] }, target: { clientId } };
}

/** The texts of the notes that a client has received, in order. */
export function notes({ received }: Client): string[] {
  return received.filter(ofType('suggestions')).map(noteText);
}

export function noteText({ data }: Message): string {
  const [suggestion] = data as unknown as { title: string }[];
  return String(suggestion?.title);
}
