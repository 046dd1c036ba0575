import { parseArgs } from "node:util";
import { ApiError } from "../api-error.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCodeOf, exitCodes, NotSignedIn, UsageError } from "./exit-codes.ts";
import { printable, type Terminal } from "./terminal.ts";

/** Runs one command; answers the exit code. */
export async function runCli([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const isHelp = name === undefined || ["help", "--help", "-h"].includes(name);
    for (const line of describeCommands()) (isHelp ? terminal.out : terminal.say)(line);
    return isHelp ? exitCodes.done : exitCodes.usage;
  }
  try {
    return await runCommand(command, args, terminal);
  } catch (error) {
    return explain(error, args.includes("--json"), terminal);
  }
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<number> {
  const options = { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  const { values, positionals } = parse(args, options);
  const given = values as Record<string, string | boolean | undefined>;
  if (given["help"]) {
    terminal.out(`avow ${command.name} ${command.usage} [--json]`);
    terminal.out(`  ${command.summary}`);
    return exitCodes.done;
  }
  const code = await command.run(terminal, { words: positionals, options: given, json: given["json"] === true });
  return typeof code === "number" ? code : exitCodes.done;
}

function parse(args: readonly string[], options: NonNullable<Command["options"]>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What went wrong and what to do, for people on standard error; for programs the problem as it came. */
function explain(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof UsageError) {
    terminal.say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof NotSignedIn) {
    terminal.say(error.message);
    return exitCodes.notSignedIn;
  }
  if (error instanceof ApiError && json) terminal.say(JSON.stringify(error.problem));
  else if (error instanceof ApiError)
    terminal.say(printable(`${error.problem.title} ${error.problem.help} (${error.problem.code})`));
  else terminal.say(`Avow cannot be reached: ${printable(error instanceof Error ? error.message : String(error))}`);
  return exitCodeOf(error);
}

/** What there is for whoever uses Avow, one line each. */
export const describeCommands = (): string[] => commands.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`);
