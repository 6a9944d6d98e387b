import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { findChannel } from '../src/find-channel.ts';
import type { Workload } from '../src/workload.ts';

const workload = { address: '/ws', pathname: '/cloud', transport: 'websocket', carriers: [] } as unknown as Workload;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that knows one path and refuses whoever comes there. */
async function serving(known: string): Promise<URL> {
  const answer: RequestListener = ({ url }, response) => response.writeHead(url === known ? 401 : 404).end();
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

it.each([['/ws'], ['/cloud/ws']])('finds the channel of a base at %s', async (known) => {
  expect((await findChannel(await serving(known), workload, undefined)).pathname).toBe(known);
});

it('takes the address of a channel as it is', async () => {
  const url = new URL('ws://127.0.0.1:1/deep/ws');
  expect((await findChannel(url, workload, undefined)).href).toBe(url.href);
});

it('names every address that it tried', async () => {
  const tried = expect.objectContaining({ message: expect.stringMatching(/\/ws \(404\) or at .*\/cloud\/ws \(404\)/) });
  await expect(findChannel(await serving('/elsewhere'), workload, undefined)).rejects.toEqual(tried);
});
