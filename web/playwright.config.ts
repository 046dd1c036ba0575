import { defineConfig } from "@playwright/test";

/** Journeys of a person through a real Avow in a real Chromium; each file starts a deployment of its own. */
export default defineConfig({
  testDir: "journeys",
  testMatch: "*.journey.ts",
  fullyParallel: false,
  workers: 1,
  // As every test is: what passes then is named as unsteady.
  retries: 1,
  timeout: 60_000,
  outputDir: "../test-results/journeys",
  use: {
    actionTimeout: 15_000,
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
