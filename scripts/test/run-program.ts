import { spawn } from "node:child_process";

export type Place = { root: string; env: NodeJS.ProcessEnv; output: "inherit" | "ignore" };
export type Outcome = { code: number; seconds: number };

/** Runs Node on `args` in `root`. Interrupting `npm test` reaches the child through the terminal's process group. */
export async function runNode(args: string[], { root, env, output }: Place): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", output, output] });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, seconds: (performance.now() - startedAt) / 1000 };
}
