import type { Command } from "./command.ts";
import { UsageError } from "./exit-codes.ts";

const shells = ["bash", "zsh", "fish"] as const;

/** Completion follows from the table of commands. */
export const completionOf = (commands: readonly Command[], operatorVerbs: readonly string[]): Command => {
  const completion: Command = {
    name: "completion",
    summary: "print a shell's completion script",
    usage: "bash|zsh|fish",
    words: shells,
    async run(terminal, { words: [shell] }) {
      const all = joinVerbs([...commands, completion], operatorVerbs);
      const names = [...all.map(({ name }) => name), "help"];
      const write = { bash: writeBash, zsh: writeZsh, fish: writeFish }[shell ?? ""];
      if (!write) throw new UsageError(`avow completion ${completion.usage}`);
      await Promise.resolve();
      for (const line of write(all, names)) terminal.out(line);
    },
  };
  return completion;
};

type Named = Pick<Command, "name" | "words" | "options">;

/** Commands and verbs by their first word; `audit` is both. */
function joinVerbs(commands: readonly Named[], verbs: readonly string[]): Named[] {
  const byName = new Map<string, Named>(commands.map((command) => [command.name, command]));
  for (const verb of verbs) {
    const [name = "", ...second] = verb.split(" ");
    const known = byName.get(name) ?? { name };
    byName.set(name, { ...known, words: [...(known.words ?? []), ...second] });
  }
  return [...byName.values()];
}

const wordsAfter = ({ words = [], options = {} }: Named) =>
  [...words, ...Object.keys(options).map((name) => `--${name}`), "--json"].join(" ");

const writeBash = (commands: readonly Named[], names: readonly string[]) => [
  "_avow() {",
  '  local word="${COMP_WORDS[COMP_CWORD]}" words',
  '  case "$COMP_CWORD:${COMP_WORDS[1]}" in',
  `    1:*) words="${names.join(" ")}" ;;`,
  ...commands.map((command) => `    *:${command.name}) words="${wordsAfter(command)}" ;;`),
  "  esac",
  '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
  '  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))',
  "}",
  "complete -F _avow avow",
];

const writeZsh = (commands: readonly Named[], names: readonly string[]) => [
  "#compdef avow",
  "autoload -U +X bashcompinit && bashcompinit",
  ...writeBash(commands, names),
];

const writeFish = (commands: readonly Named[], names: readonly string[]) => [
  "complete -c avow -f",
  `complete -c avow -n __fish_use_subcommand -a "${names.join(" ")}"`,
  ...commands.map(
    (command) => `complete -c avow -n "__fish_seen_subcommand_from ${command.name}" -a "${wordsAfter(command)}"`,
  ),
];
