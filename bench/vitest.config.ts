import { defineConfig } from 'vitest/config';

// Processes start in these tests; a busy machine takes its time.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } },
});
