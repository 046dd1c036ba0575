import { parseArgs } from "node:util";
import { playA } from "./scenario/a/play-a.ts";
import { playInjection } from "./scenario/injection/play-injection.ts";
import { runCommand, UsageError } from "./usage-error.ts";

const scenarios = { A: playA, injection: playInjection };

/** `npm run scenario -- A [--url https://… --google-port N --mail-port N] [--json]`: acts it out here, or there. */
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      "google-port": { type: "string", default: "0" },
      "mail-port": { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  });
  const name = positionals[0] ?? "";
  if (!Object.hasOwn(scenarios, name))
    throw new UsageError(`npm run scenario -- NAME, where NAME is one of: ${Object.keys(scenarios).join(", ")}`);
  const { AVOW_SCENARIO_EMAIL: email, AVOW_SCENARIO_PASSWORD: password } = process.env;
  if (values.url && !(email && password))
    throw new UsageError("--url needs AVOW_SCENARIO_EMAIL and AVOW_SCENARIO_PASSWORD: who acts as Dana there.");
  const there = values.url ? { url: new URL(values.url).origin, email: email!, password: password! } : undefined;
  const ports = { google: Number(values["google-port"]), mail: Number(values["mail-port"]) };
  const say = (line: string) => void (values.json || console.log(line));
  const played = await scenarios[name as keyof typeof scenarios]({ there, ports, say });
  if (values.json) console.log(JSON.stringify(played, null, 2));
  process.exitCode = played.isWhole ? 0 : 1;
});
