import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openThrowAwayCluster } from "../../../server/src/operate/embedded/throw-away-cluster.ts";
import { UsageError } from "../../usage-error.ts";
import type { Played, Playing } from "../scenario.ts";

const program = join(import.meta.dirname, "../../../server/src/modules/runs/injection/testing/inject-process.ts");

/** Every attack by words of outsiders, against a model that obeys them: what got through, and what it could reach. */
export async function playInjection({ there, say }: Playing): Promise<Played> {
  if (there) throw new UsageError("Attacks are tried on a throw-away database only; leave --url out.");
  const cluster = await openThrowAwayCluster({ isDurable: false });
  try {
    const env = { ...process.env, AVOW_TEST_DATABASE_URL: cluster.url };
    const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"], env });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      say(line);
    }
    return { isWhole: (await ended) === 0, lines };
  } finally {
    await cluster.stop();
  }
}
