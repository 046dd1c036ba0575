import { spawn } from "node:child_process";

export type Outcome = { code: number; seconds: number };

/** Runs Node on `args` with this terminal's output. Interrupting `npm test` reaches the child through the group. */
export async function runNode(args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, seconds: (performance.now() - startedAt) / 1000 };
}
