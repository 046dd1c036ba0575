import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    allowOnly: false,
    expect: { requireAssertions: true },
    globalSetup: "server/src/testing/start-test-database.ts",
    include: ["{server,client,scripts,benchmarks}/**/*.test.ts", "web/src/**/*.test.{ts,tsx}"],
    // Files share a process and what it has loaded: loading all of Avow anew for each costs more than most tests.
    isolate: false,
    maxWorkers: 2,
    pool: "forks",
    // A loaded two-core machine must not decide whether a guarantee holds.
    testTimeout: 400_000,
    hookTimeout: 400_000,
  },
});
