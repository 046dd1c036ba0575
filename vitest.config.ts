import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    allowOnly: false,
    expect: { requireAssertions: true },
    globalSetup: "server/src/testing/start-test-database.ts",
    include: ["{server,client,scripts,benchmarks}/**/*.test.ts", "web/src/**/*.test.{ts,tsx}"],
    maxWorkers: 2,
    pool: "forks",
    // A loaded two-core machine must not decide whether a guarantee holds.
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
