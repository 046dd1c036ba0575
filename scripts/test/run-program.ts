import { type ChildProcess, spawn } from "node:child_process";

export type Place = { root: string; env: NodeJS.ProcessEnv; output: "inherit" | "ignore"; interrupted: AbortSignal };
export type Outcome = { code: number; seconds: number };

/** The time a test runner gets to let its workers and databases go. */
const graceMs = 10_000;

/** Runs Node on `args` in `root` to its end, which an interruption brings about. */
export async function runNode(args: string[], { root, env, output, interrupted }: Place): Promise<Outcome> {
  interrupted.throwIfAborted();
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", output, output] });
  const stop = () => stopGently(child);
  interrupted.addEventListener("abort", stop, { once: true });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  interrupted.removeEventListener("abort", stop);
  return { code, seconds: (performance.now() - startedAt) / 1000 };
}

function stopGently(child: ChildProcess): void {
  child.kill("SIGINT");
  const lastResort = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.once("exit", () => clearTimeout(lastResort));
}
