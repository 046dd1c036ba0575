import { openThrowAwayCluster } from "../../server/src/operate/embedded/throw-away-cluster.ts";

/**
 * Runs once before the first test file, also under `npx vitest run FILE`. Workers inherit AVOW_TEST_DATABASE_URL;
 * a URL that is already set (the run against a system PostgreSQL) is used as it is. Tests that kill the server open
 * a durable cluster of their own.
 */
export default async function startTestDatabase(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["AVOW_TEST_DATABASE_URL"]) return undefined;
  const cluster = await openThrowAwayCluster({ isDurable: false });
  process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
  return async () => {
    await cluster.stop();
    delete process.env["AVOW_TEST_DATABASE_URL"];
  };
}
