import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Account } from "../choose-account.ts";

/**
 * The shell between us and a program of PostgreSQL's sees our death, however sudden, as the end of descriptor 3, and
 * then asks the program to stop. It ends with the program, so its end is the program's end.
 */
const watchdog = `
  signal=$1; shift
  exec 4<&0 </dev/null
  "$@" <&4 3<&- 4<&- & program=$!
  ( exec 4<&-; read -r _ <&3; kill -$signal $program ) 2>/dev/null & watcher=$!
  exec 3<&- 4<&-
  trap '' INT TERM HUP
  wait $program; status=$?
  kill $watcher 2>/dev/null
  exit $status`;

/** PostgreSQL's programs get nothing of our environment: it holds secrets, and PG* variables would steer them. */
const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

export type Guarded = {
  process: ChildProcess;
  input: Writable;
  errors: Readable;
  /** Sends the program its stop signal; so does our own end. */
  letGo(): void;
};

type Command = { account: Account; program: string; args: string[]; stopSignal: "INT" | "TERM" };

/** Starts a program that does not outlive us, under the database's account. */
export function spawnGuarded({ account, program, args, stopSignal }: Command): Guarded {
  const shell = spawn("/bin/sh", ["-c", watchdog, "sh", stopSignal, program, ...args], {
    ...account.ids,
    cwd: "/",
    env: environment,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
    detached: true, // Ctrl-C in a terminal is for Avow; the database follows when its users have gone
  });
  const [input, , errors, lifeline] = shell.stdio as unknown as [Writable, null, Readable, Writable];
  // Writing to a program that has just ended fails; that it has ended is told by its exit.
  for (const pipe of [input, lifeline]) pipe.on("error", () => pipe.destroy());
  return { process: shell, input, errors, letGo: () => void lifeline.end() };
}

/** Runs such a program to its end, with lines as its input; answers what it complained of, undefined if it did not fail. */
export async function runGuarded(command: Command, lines: string[]): Promise<string | undefined> {
  const { process, input, errors } = spawnGuarded(command);
  let complaints = "";
  errors.setEncoding("utf8").on("data", (chunk: string) => void (complaints += chunk));
  input.end(lines.map((line) => `${line}\n`).join(""));
  const [code] = (await once(process, "close")) as [number | null];
  return code === 0 ? undefined : complaints.trim() || `${command.program} ended with ${code}.`;
}
