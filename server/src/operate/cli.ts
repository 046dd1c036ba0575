import { fileURLToPath } from "node:url";
import type { CommandOutput } from "./verbs/offline-verifier.ts";

type Verb = {
  summary: string;
  /** Words and options, of a verb that does not tell them itself. */
  usage?: string;
  load(): Promise<{ run(args: string[], io: CommandOutput): Promise<number> }>;
};

/** What `npx avow` can do besides `start`; one line each, loaded when asked for. */
const verbs: Record<string, Verb> = {
  "audit verify": {
    summary: "check a downloaded audit log, offline",
    usage: "FILE [--key PUBLIC_KEY]... [--checkpoint FILE] [--json]",
    load: () => import("./verbs/verify-audit.ts"),
  },
  "receipt verify": {
    summary: "check an erasure receipt, offline",
    usage: "FILE [--key PUBLIC_KEY]... [--json]",
    load: () => import("./verbs/verify-receipt.ts"),
  },
  "report verify": {
    summary: "check a report of promises, offline",
    usage: "FILE [--key PUBLIC_KEY]... [--json]",
    load: () => import("./verbs/verify-report.ts"),
  },
  doctor: { summary: "find what is wrong, and say what to do", load: () => import("./verbs/examine-deployment.ts") },
  migrate: {
    summary: "bring the database up to date, or tell what waits",
    load: () => import("./verbs/migrate-database.ts"),
  },
  backup: { summary: "take a backup now", load: () => import("./verbs/take-backup.ts") },
  "backup list": { summary: "list the backups there are", load: () => import("./verbs/list-backup-files.ts") },
  "backup check": {
    summary: "read a backup whole, restoring nothing",
    load: () => import("./verbs/check-backup-file.ts"),
  },
  "backup drill": {
    summary: "restore a backup into a scratch database",
    load: () => import("./verbs/drill-backup-file.ts"),
  },
  restore: { summary: "fill an empty deployment from a backup", load: () => import("./verbs/restore-deployment.ts") },
  keys: { summary: "tell what there is of keys", load: () => import("./verbs/show-keys.ts") },
  "keys generate": {
    summary: "make another recipient of backups",
    load: () => import("./verbs/generate-recipient.ts"),
  },
  "keys copy": {
    summary: "copy the keyring's folder to a second place",
    load: () => import("./verbs/copy-keyring.ts"),
  },
  "keys epochs": {
    summary: "tell the epochs of keys, or begin a new one",
    load: () => import("./verbs/show-epochs.ts"),
  },
  "keys load": {
    summary: "put today's keys into a database brought back",
    load: () => import("./verbs/load-keys-now.ts"),
  },
  "keys verify": { summary: "tell whether a copy is current", load: () => import("./verbs/verify-keyring-copy.ts") },
  database: {
    summary: "tell where the embedded database is",
    usage: "[url]",
    load: () => import("./verbs/describe-database.ts"),
  },
};

const terminal: CommandOutput = { out: (line) => console.log(line), error: (line) => console.error(line) };

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await runVerb(process.argv.slice(2), terminal);

/** Runs the verb that the words begin with, the longest that fits; answers the exit code. */
export async function runVerb(words: string[], io: CommandOutput): Promise<number> {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ");
    const verb = Object.hasOwn(verbs, name) && verbs[name];
    if (verb && verb.usage !== undefined && words.some(isHelpWord)) return explainVerb(name, verb, io);
    if (verb) return (await verb.load()).run(words.slice(length), io);
  }
  const isHelp = words.length === 0 || isHelpWord(words[0]!);
  if (!isHelp) io.error(`avow has no verb "${words.join(" ")}"; npx avow help lists all there is.`);
  for (const line of describeVerbs()) (isHelp ? io.out : io.error)(line);
  return isHelp ? 0 : 2;
}

function isHelpWord(word: string): boolean {
  return ["help", "--help", "-h"].includes(word);
}

function explainVerb(name: string, { usage, summary }: Verb, io: CommandOutput): number {
  io.out(`npx avow ${name} ${usage}`);
  io.out(`  ${summary}`);
  return 0;
}

/** What there is for whoever runs Avow, one line each. */
export function describeVerbs(): string[] {
  const all = Object.entries({ start: { summary: "start Avow, as npm start does" }, ...verbs });
  return all.map(([name, { summary }]) => `  ${name.padEnd(18)}${summary}`);
}
