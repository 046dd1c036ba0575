// Starts every command of this repository on a Node that can run it. Plain JavaScript, for any Node from 20.19 on.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "./launch/build-web.mjs";
import { commands, listCommands } from "./launch/commands.mjs";
import { LaunchError } from "./launch/launch-error.mjs";
import { prepareCheckout } from "./launch/prepare-checkout.mjs";
import { runProgram } from "./launch/run-program.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs one command to its end; this process then ends as the command did. */
export async function launch(name, args) {
  const command = commands[name];
  if (!command) {
    process.stderr.write(listCommands(name));
    process.exitCode = 2;
    return;
  }
  try {
    const runtime = await prepareCheckout(root);
    if (command.web) await buildWeb(root, runtime, command.web);
    if (command.program) await runProgram(root, runtime, command.program, args);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await launch(process.argv[2] ?? "", process.argv.slice(3));
