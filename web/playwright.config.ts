import { join } from "node:path";
import { defineConfig } from "@playwright/test";

// The one that tests use: what the first deployment has loaded, the others load in half the time.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "../node_modules/.compile-cache");

/** Journeys of a person through a real Avow in a real Chromium; each file starts a deployment of its own. */
export default defineConfig({
  testDir: "journeys",
  testMatch: "*.journey.ts",
  fullyParallel: false,
  workers: 2,
  // As every test is: what passes then is named as unsteady.
  retries: 1,
  // Far beyond what a journey takes: a loaded machine must not decide whether it succeeds.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  outputDir: "../test-results/journeys",
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env["AVOW_CHROMIUM"] ?? "/usr/bin/chromium",
      // Without these Chromium looks up its maker's hosts at every start.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
