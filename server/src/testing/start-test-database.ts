import { rmSync } from "node:fs";
import { join } from "node:path";
import { openThrowAwayCluster } from "../operate/embedded/throw-away-cluster.ts";
import { makeTemplate } from "./make-template.ts";

/** Beside vitest's own: what programs that tests start have loaded once, the next loads in half the time. */
const compileCache = join(import.meta.dirname, "../../../node_modules/.compile-cache");

/**
 * Runs once before the first test file, also under `npx vitest run FILE`. Workers inherit AVOW_TEST_DATABASE_URL, and
 * AVOW_TEST_TEMPLATE, which every world is a copy of. A URL that is already set (the run against a system PostgreSQL)
 * is used as it is. Tests that kill the server open a durable cluster of their own.
 */
export default async function startTestDatabase(): Promise<() => Promise<void>> {
  process.env["NODE_COMPILE_CACHE"] ??= compileCache;
  const given = process.env["AVOW_TEST_DATABASE_URL"];
  const cluster = given ? undefined : await openThrowAwayCluster({ isDurable: false });
  process.env["AVOW_TEST_DATABASE_URL"] = given ?? cluster!.url;
  const template = await makeTemplate(process.env["AVOW_TEST_DATABASE_URL"]);
  process.env["AVOW_TEST_TEMPLATE"] = JSON.stringify(template);
  return async () => {
    rmSync(template.keysFolder, { recursive: true, force: true });
    delete process.env["AVOW_TEST_TEMPLATE"];
    if (!cluster) return;
    await cluster.stop();
    delete process.env["AVOW_TEST_DATABASE_URL"];
  };
}
