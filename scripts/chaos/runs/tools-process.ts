import { join } from "node:path";
import { runProcess } from "../../../server/src/operate/run-process.ts";
import { readSettings } from "../../../server/src/operate/settings.ts";
import { exitWhenLauncherDies } from "../../../server/src/operate/exit-when-launcher-dies.ts";
import { composeWithTools } from "./compose-with-tools.ts";

/** Avow with a tool of this test, to be killed; leases are short, so that whoever takes over need not wait long. */
const checkout = join(import.meta.dirname, "../../..");
const otherSide = process.env["AVOW_CHAOS_OTHER_SIDE"] ?? "";
const leaseMs = 2000;

const settings = readSettings(process.env, process.argv.slice(2), checkout);
exitWhenLauncherDies();
const say = (line: string) => void process.stdout.write(`${line}\n`);
const running = await runProcess(settings, checkout, say, { compose: composeWithTools(otherSide), leaseMs });
process.on("SIGTERM", () => void running.stop().then(() => process.exit(0)));
if (running.ownerLink) say(running.ownerLink);
