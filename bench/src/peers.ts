import { fileURLToPath } from 'node:url';

const inTree = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Servers to compare with that lie beside the bench, by the name that `--peer` takes. */
export const peers: Readonly<Record<string, string>> = {
  uws: inTree('../peers/uws.json'),
  ws: inTree('../peers/ws.json'),
  socketio: inTree('../peers/socketio.json'),
  'socketio-uws': inTree('../peers/socketio-uws.json'),
  http: inTree('../peers/http.json'),
};

export const referenceServer: string = inTree('../../reference-server/subject.json');
