import { join } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { Refusal } from "../../framework/errors.ts";
import { KeyringError } from "../../framework/keys/keyring.ts";
import { DatabaseError } from "../schema/migrate.ts";
import type { CommandOutput } from "./offline-verifier.ts";
import { readSettings, type Settings, SettingsError } from "../settings.ts";

/** What an operator's verb ends with. Scripts may rely on it. */
export const operatorExits = { done: 0, refused: 1, misunderstood: 2, unavailable: 3 } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values = Record<string, string | boolean | string[] | undefined>;

export type VerbCall = {
  words: string[];
  values: Values;
  settings: Settings;
  /** Tells a person in words, a program in one line of JSON: whichever was asked for. */
  tell(lines: readonly string[], facts: Record<string, unknown>): void;
};

type OperatorVerb = {
  /** Words and options, without `npx avow`. */
  usage: string;
  /** What it does, then one line for each option. */
  help: readonly string[];
  options?: Options;
  wordsMax?: number;
  run(call: VerbCall): Promise<number>;
};

const checkout = join(import.meta.dirname, "../../../..");

const endings = [
  "  --json             one line of JSON instead of words",
  "",
  "Ends with 0 when done, 1 when refused or when something is wrong, 2 when not understood, 3 when the database or a",
  "file cannot be reached.",
];

/** Makes a verb's `run`: reads arguments and settings, and turns what is thrown into words and an exit code. */
export function operatorVerb(verb: OperatorVerb): (args: string[], io: CommandOutput) => Promise<number> {
  return async (args, io) => {
    if (args.includes("--help") || args.includes("-h")) {
      for (const line of [`npx avow ${verb.usage}`, "", ...verb.help, ...endings]) io.out(line);
      return operatorExits.done;
    }
    const isJson = args.includes("--json");
    try {
      return await verb.run(readCall(verb, args, io, isJson));
    } catch (error) {
      const { code, message, exit } = explainFailure(error);
      io.error(isJson ? JSON.stringify({ error: code, message }) : message);
      if (exit === operatorExits.misunderstood && !isJson) io.error(`npx avow ${verb.usage}`);
      return exit;
    }
  };
}

function readCall(verb: OperatorVerb, args: string[], io: CommandOutput, isJson: boolean): VerbCall {
  const options: Options = { ...verb.options, json: { type: "boolean" } };
  const { positionals: words, values } = parseArgs({ args, allowPositionals: true, options });
  if (words.length > (verb.wordsMax ?? 0)) throw new TypeError(`It does not take "${words.at(-1)}".`);
  const tell: VerbCall["tell"] = (lines, facts) => {
    if (isJson) io.out(JSON.stringify(facts));
    else for (const line of lines) io.out(line);
  };
  return { words, values: values as Values, settings: readSettings(process.env, [], checkout), tell };
}

type Failure = { code: string; message: string; exit: number };

/** @throws what nobody expected */
function explainFailure(error: unknown): Failure {
  if (error instanceof Refusal) {
    const { title, help, status } = error.declared;
    const facts = Object.entries(error.facts).map(([name, value]) => `${name}: ${String(value)}`);
    const message = [`${title} ${help}`, ...facts].join("\n  ");
    return { code: error.code, message, exit: status === 503 ? operatorExits.unavailable : operatorExits.refused };
  }
  if (error instanceof KeyringError) return { code: "keyring", message: error.message, exit: operatorExits.refused };
  if (error instanceof DatabaseError)
    return { code: "database", message: error.message, exit: operatorExits.unavailable };
  if (error instanceof SettingsError || error instanceof TypeError)
    return { code: "usage", message: (error as Error).message, exit: operatorExits.misunderstood };
  if (error instanceof Error && "syscall" in error)
    return { code: "file", message: `${error.message}.`, exit: operatorExits.unavailable };
  throw error;
}

/** The one word a verb needs. @throws TypeError that asks for it */
export function wordOf({ words }: VerbCall, what: string): string {
  const [word] = words;
  if (word === undefined) throw new TypeError(`Name ${what}.`);
  return word;
}
