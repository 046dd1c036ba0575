import { defineConfig } from "vitest/config";
import { LongestEarly } from "./server/src/testing/order-tests.ts";

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
    sequence: { sequencer: LongestEarly },
    // A loaded two-core machine must not decide whether a guarantee holds. The canary's hook is a life in the product.
    testTimeout: 400_000,
    hookTimeout: 900_000,
  },
});
