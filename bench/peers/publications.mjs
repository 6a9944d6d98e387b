// The publish API on Node's http server, for the peers that stand on it: `POST /<profile>/publish`, `{"message": …}`.

/**
 * Answers a publication, having handed its message to the profile's function; false when the request is another one.
 */
export function takePublication(request, response, publishers) {
  const [, profile] = /^\/(\w+)\/publish$/.exec(request.url) ?? [];
  const publish = publishers[profile];
  if (request.method !== 'POST' || !publish) return false;
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    publish(JSON.parse(body).message);
    response.writeHead(202).end('{}');
  });
  return true;
}

/** Listens on the port of the command line, and says where. */
export function listen(server, port) {
  server.listen(Number(port), '127.0.0.1', () => {
    console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}`, pid: process.pid }));
  });
}
