#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`agentwire-spec needs Node 22.18 or later and runs on ${process.version}; npm run takes the right one`);
  process.exit(2);
}
await import('../codegen/cli.ts');
