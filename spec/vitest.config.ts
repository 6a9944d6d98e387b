import { defineConfig } from 'vitest/config';

// Compilers run in these tests; a busy machine takes its time.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
