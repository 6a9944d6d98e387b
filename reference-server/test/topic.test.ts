import { App, us_listen_socket_close, us_socket_local_port } from 'uWebSockets.js';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

interface Say {
  publish(text: string): void;
  send(text: string): void;
  unsubscribe(): void;
  end(): void;
}

/** What the crowd relies on, of the version of uWebSockets that is installed: all that is said in one turn. */
test.each<[string, (say: Say) => void, string[]]>([
  ['is published, then unsubscribed from', ({ publish, unsubscribe }) => [publish('a'), unsubscribe()], ['a']],
  [
    'is published, unsubscribed from, and sent',
    ({ publish, unsubscribe, send }) => [publish('a'), unsubscribe(), send('b')],
    ['a', 'b'],
  ],
  ['is sent, published and sent', ({ publish, send }) => [send('a'), publish('b'), send('c')], ['a', 'b', 'c']],
  ['is published, and then closed', ({ publish, end }) => [publish('a'), publish('b'), end()], ['a', 'b']],
])('what %s arrives, in order', async (_, act, expected) => {
  const app = App();
  app.ws('/', {
    open(socket) {
      socket.subscribe('topic');
      socket.send('ready');
    },
    message(socket) {
      act({
        publish: (text) => app.publish('topic', text),
        send: (text) => socket.send(text),
        unsubscribe: () => socket.unsubscribe('topic'),
        end: () => socket.end(1001),
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    app.listen('127.0.0.1', 0, (listener) => {
      if (!listener) throw new Error('no port');
      onTestFinished(() => us_listen_socket_close(listener));
      resolve(us_socket_local_port(listener));
    });
  });
  const client = new WebSocket(`ws://127.0.0.1:${port}/`);
  const got: string[] = [];
  client.on('message', (data) => {
    if (String(data) === 'ready') client.send('go');
    else got.push(String(data));
  });
  await expect.poll(() => got).toEqual(expected);
  client.terminate();
});
