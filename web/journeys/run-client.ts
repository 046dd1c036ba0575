import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build, type Rolldown } from "vite";

const entry = join(import.meta.dirname, "../../client/src/client.ts");

/**
 * Runs a program with the client as `avow` in a page, as a dashboard of somebody's own would: one script, and nothing of
 * Node in it. By way of the debugger, as the page's policy runs no script that is not its own.
 */
export async function runClient(page: Page, program: string): Promise<unknown> {
  const lib = { entry, name: "avow", formats: ["iife" as const] };
  const built = await build({ configFile: false, logLevel: "silent", build: { write: false, minify: false, lib } });
  const [bundle] = [built].flat() as Rolldown.RolldownOutput[];
  const expression = `${bundle!.output[0].code}\n;(async () => {${program}})()`;
  const devtools = await page.context().newCDPSession(page);
  const asked = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", asked);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
