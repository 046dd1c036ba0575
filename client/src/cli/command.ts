import type { ParseArgsOptionsConfig } from "node:util";
import type { Terminal } from "./terminal.ts";

export type Given = {
  words: string[];
  options: Record<string, string | boolean | undefined>;
  /** Print JSON instead of a table. */
  json: boolean;
};

/** A command of the command-line: one file, one line in `commands.ts`. Help and completion follow from it. */
export type Command = {
  name: string;
  summary: string;
  /** What may follow the name, such as `[list|use WORKSPACE_ID]`. */
  usage: string;
  /** First words that it knows, for completion. */
  words?: readonly string[];
  options?: ParseArgsOptionsConfig;
  /** Answers the exit code, where it is not 0. */
  run(terminal: Terminal, given: Given): Promise<unknown>;
};

/** The value of an option that takes one. */
export function textOf({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}
