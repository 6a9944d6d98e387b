import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/*.test.ts'], globalSetup: 'test/scratch.ts', testTimeout: 240_000 },
});
