import { fileURLToPath } from "node:url";
import type { CommandOutput } from "./offline-verifier.ts";

type Verb = {
  summary: string;
  load(): Promise<{ run(args: string[], io: CommandOutput): Promise<number> }>;
};

/** What `npx avow` can do besides `start`; one line each, loaded when asked for. */
const verbs: Record<string, Verb> = {
  "audit verify": { summary: "check a downloaded audit log, offline", load: () => import("./verify-audit.ts") },
  "receipt verify": { summary: "check an erasure receipt, offline", load: () => import("./verify-receipt.ts") },
  database: { summary: "tell where the embedded database is", load: () => import("./describe-database.ts") },
};

const terminal: CommandOutput = { out: (line) => console.log(line), error: (line) => console.error(line) };

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await runVerb(process.argv.slice(2), terminal);

/** Runs the verb that the words begin with, the longest that fits; answers the exit code. */
export async function runVerb(words: string[], io: CommandOutput): Promise<number> {
  for (const length of [2, 1]) {
    const verb = Object.hasOwn(verbs, words.slice(0, length).join(" ")) && verbs[words.slice(0, length).join(" ")];
    if (verb) return (await verb.load()).run(words.slice(length), io);
  }
  const isHelp = words.length === 0 || ["help", "--help", "-h"].includes(words[0] ?? "");
  if (!isHelp) io.error(`avow has no verb "${words.join(" ")}".`);
  for (const line of describeVerbs()) (isHelp ? io.out : io.error)(line);
  return isHelp ? 0 : 2;
}

function describeVerbs(): string[] {
  const all = Object.entries({ start: { summary: "start Avow, as npm start does" }, ...verbs });
  return ["npx avow <verb> [arguments]", "", ...all.map(([name, { summary }]) => `  ${name.padEnd(18)}${summary}`)];
}
