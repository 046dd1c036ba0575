import { existsSync } from "node:fs";

type OpenCluster = () => Promise<{ url: string; stop(): Promise<void> }>;

const opener = new URL("../../server/src/operate/embedded/throw-away-cluster.ts", import.meta.url);

/**
 * Runs once before the first test file, also under `npx vitest run FILE`. Workers inherit AVOW_TEST_DATABASE_URL;
 * a URL that is already set (the run against a system PostgreSQL) is used as it is.
 */
export default async function startTestDatabase(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["AVOW_TEST_DATABASE_URL"] || !existsSync(opener)) return undefined;
  const { openThrowAwayCluster } = (await import(opener.href)) as { openThrowAwayCluster: OpenCluster };
  const cluster = await openThrowAwayCluster();
  process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
  return async () => {
    await cluster.stop();
    delete process.env["AVOW_TEST_DATABASE_URL"];
  };
}
