#!/usr/bin/env node
// Plain JavaScript, so that an older Node gets to say what it lacks.
const [major, minor] = process.versions.node.split('.').map(Number);

// uWebSockets comes compiled for Node 22 and no newer one; types are stripped from 22.18 on.
if (major === 22 && minor >= 18) {
  // That node:sqlite is experimental is no news on a version of Node that is pinned, and standard error is the log's.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    if (name !== 'ExperimentalWarning') process.stderr.write(`${JSON.stringify({ level: 40, msg: message })}\n`);
  });
  await import('../src/main.ts');
} else {
  process.stderr.write(
    `agentwire-server: needs Node 22.18 or a later 22, this is ${process.version}; npm start brings it\n`,
  );
  process.exitCode = 2;
}
