import { join } from "node:path";
import { KeyringError } from "./framework/keys/keyring.ts";
import { Refusal } from "./framework/errors.ts";
import { exitWhenLauncherDies } from "./operate/exit-when-launcher-dies.ts";
import { DatabaseError } from "./operate/schema/migrate.ts";
import { type Running, runProcess } from "./operate/run-process.ts";
import { CannotListen } from "./operate/serve/listen.ts";
import { readSettings, SettingsError } from "./operate/settings.ts";

const checkout = join(import.meta.dirname, "../..");
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A start that is asked to stop is seen through first; one that hangs is not waited for any longer than this. */
const startLeftMs = 10_000;
let running: Running | undefined;
let isStopping = false;

function stop(): void {
  if (isStopping) return;
  isStopping = true;
  if (running) void running.stop().then(() => process.exit(0));
  else setTimeout(() => process.exit(0), startLeftMs).unref();
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
try {
  const settings = readSettings(process.env, process.argv.slice(2), checkout);
  exitWhenLauncherDies();
  running = await runProcess(settings, checkout, say);
  if (isStopping) await running.stop().then(() => process.exit(0));
  announce(settings.role, running);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function announce(role: string, { origin, ownerLink }: Running): void {
  if (role === "worker") return say(`Avow's worker runs; health and metrics are on ${origin}.`);
  say(`\nAvow is ready: ${origin}`);
  if (ownerLink) say(`Open this once to become its owner:\n\n  ${ownerLink}\n`);
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return `${error.declared.title} ${error.declared.help} ${JSON.stringify(error.facts)}`;
  const isExplained = [KeyringError, SettingsError, DatabaseError, CannotListen].some((kind) => error instanceof kind);
  if (error instanceof Error) return isExplained ? error.message : (error.stack ?? error.message);
  return String(error);
}
