import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type SignedReport, signedReport } from "../../server/src/privacy/reports/report.ts";

const program = join(import.meta.dirname, "../../server/src/testing/processes/conform-process.ts");

/** One signed report for each preset, from a process and a database of their own. @throws where it ends otherwise */
export async function* readReports(): AsyncGenerator<SignedReport> {
  const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith("{")) yield signedReport.parse(JSON.parse(line));
  const code = await ended;
  if (code !== 0) throw new Error(`conforming ended with ${code}`);
}
