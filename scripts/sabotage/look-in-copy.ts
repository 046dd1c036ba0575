import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Copy } from "./throw-away-copy.ts";

export type Verdict = { promise: string; outcome: string; wrong: string | null };

type Look = {
  /** What happens in the copy before it is broken and looked at. */
  before?: "drill" | undefined;
  sql?: string | undefined;
  /** None: all of them. */
  promises?: readonly string[];
};

/** Looks at promises in a process of a copy's own, on a database of its own. */
export function lookInCopy(copy: Copy, { before, sql = "", promises = [] }: Look): Promise<Verdict[]> {
  const program = join(copy.root, "server/src/testing/processes/look-process.ts");
  const child = spawn(process.execPath, [program, before ?? "", sql, ...promises], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: copy.root,
  });
  let [said, complained] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const line = said.trim().split("\n").at(-1) ?? "";
      if (code === 0 && line.startsWith("[")) resolve(JSON.parse(line) as Verdict[]);
      else reject(new Error(`looking failed: ${complained.slice(-2000) || said.slice(-500)}`));
    });
  });
}
