import { UsageError } from "../usage-error.ts";

const prefixLength = 3;

/** Three letters that no other table uses: the first of the word that, in their order, are free. */
export function chooseIdPrefix(singular: string, taken: ReadonlySet<string>): string {
  const [first = "", ...rest] = singular.replaceAll("-", "");
  for (const [at, second] of rest.entries()) {
    for (const third of rest.slice(at + 1)) {
      const prefix = `${first}${second}${third}`;
      if (prefix.length === prefixLength && !taken.has(prefix)) return prefix;
    }
  }
  throw new UsageError(`Every id prefix from the letters of "${singular}" is taken; write tables.ts by hand.`);
}
