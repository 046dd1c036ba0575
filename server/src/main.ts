import { join } from "node:path";
import { KeyringError } from "./framework/keyring.ts";
import { Refusal } from "./framework/errors.ts";
import { exitWhenLauncherDies } from "./operate/exit-when-launcher-dies.ts";
import { runProcess } from "./operate/run-process.ts";
import { PortTaken } from "./operate/serve/listen.ts";
import { readSettings, SettingsError } from "./operate/settings.ts";

const checkout = join(import.meta.dirname, "../..");
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const settings = readSettings(process.env, process.argv.slice(2), checkout);
  const running = await runProcess(settings, checkout, say);
  exitWhenLauncherDies();
  announce(settings.role, running);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void running.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function announce(role: string, { port, ownerLink }: { port: number; ownerLink: string | undefined }): void {
  if (role === "worker") return say(`Avow's worker runs; health and metrics are on http://localhost:${port}.`);
  say(`\nAvow is ready: http://localhost:${port}`);
  if (ownerLink) say(`Open this once to become its owner:\n\n  ${ownerLink}\n`);
}

function explain(error: unknown): string {
  if (error instanceof PortTaken)
    return `${error.message} Stop what listens there, or choose another: PORT=4700 npm start (PORT=0 takes any free one).`;
  if (error instanceof Refusal) return `${error.declared.title} ${error.declared.help} ${JSON.stringify(error.facts)}`;
  if (error instanceof KeyringError || error instanceof SettingsError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
