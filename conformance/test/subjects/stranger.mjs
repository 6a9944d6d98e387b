// A small server for the document of somebody else; it has never heard of this kit.
import { WebSocketServer } from 'ws';

const isBed = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 12;

const handlers = {
  ping: () => ({ op: 'pong' }),
  set_target: ({ bed, celsius }) =>
    isBed(bed) && typeof celsius === 'number' && celsius >= 5 && celsius <= 30
      ? { op: 'target_set', bed, celsius }
      : undefined,
  watch: ({ beds }) =>
    Array.isArray(beds) && beds.length > 0 && beds.every((bed) => typeof bed === 'string') ? null : undefined,
};

function answer(text) {
  try {
    const message = JSON.parse(text);
    return Object.hasOwn(handlers, message?.op) ? handlers[message.op](message) : undefined;
  } catch {
    return undefined;
  }
}

function serveClimate(socket) {
  socket.send(JSON.stringify({ op: 'reading', bed: 'tomatoes', celsius: 19.5 }));
  socket.on('message', (data) => {
    const reply = answer(data.toString());
    if (reply === undefined) socket.send(JSON.stringify({ op: 'error', reason: 'I do not understand' }));
    else if (reply !== null) socket.send(JSON.stringify(reply));
  });
}

const serveLog = (socket) => socket.send(JSON.stringify({ text: 'the window was opened' }));

const paths = { '/api/climate': serveClimate, '/api/log': serveLog };

const server = new WebSocketServer({
  port: Number(process.env.PORT ?? 0),
  host: '127.0.0.1',
  verifyClient: ({ req }, done) => done(Object.hasOwn(paths, req.url), 404),
});
server.on('connection', (socket, request) => paths[request.url](socket));
server.on('listening', () => console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}` })));
process.on('SIGTERM', () => process.exit(0));
