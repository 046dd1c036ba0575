import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { bareEnvironment } from "./start-avow.ts";

const cli = join(import.meta.dirname, "../../operate/cli.ts");
const run = promisify(execFile);

export type Ending = { code: number; out: string; error: string };

/** Runs a command of the operator's (`npx avow …`) to its end, whatever that is. */
export async function runVerb(words: readonly string[], env: Record<string, string>): Promise<Ending> {
  return run(process.execPath, [cli, ...words], { env: { ...bareEnvironment(), ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, error: stderr }),
    (failed: unknown) => {
      const { code, stdout, stderr } = failed as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, error: stderr };
    },
  );
}
