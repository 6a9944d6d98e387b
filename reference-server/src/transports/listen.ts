import { type TemplatedApp, type us_listen_socket, us_listen_socket_close, us_socket_local_port } from 'uWebSockets.js';

/** The address cannot be listened on, because it is taken or not ours. */
export class ListenError extends Error {}

export interface Listening {
  port: number;
  /** Takes no more connections; those there are stay. */
  stop(): void;
}

/**
 * Without this option of uWebSockets a second server could share a port that is taken. The package's
 * types know neither its name, LIBUS_LISTEN_EXCLUSIVE_PORT, nor the signature that takes it with a host.
 */
const exclusivePort = 1;
type Listen = (host: string, port: number, options: number, done: (socket: us_listen_socket | false) => void) => void;

/** @throws ListenError */
export function listen(app: TemplatedApp, { host, port }: { host: string; port: number }): Promise<Listening> {
  const start = app.listen.bind(app) as unknown as Listen;
  return new Promise((resolve, reject) => {
    start(host, port, exclusivePort, (socket) => {
      if (socket) resolve({ port: us_socket_local_port(socket), stop: () => us_listen_socket_close(socket) });
      else reject(new ListenError(`cannot listen on ${host}:${port}; is the port in use?`));
    });
  });
}
