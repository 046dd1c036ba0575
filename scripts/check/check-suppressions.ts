import type { Problem } from "./problem.ts";
import { readSources, type SourceFile } from "./source/list-files.ts";
import { parseSource } from "./source/parse-source.ts";

const forbidden = /^\s*@ts-(?:ignore|nocheck)|^\s*(?:eslint|oxlint)-disable\s*(?:--|$)/;
const suppression =
  /^\s*(?:(?:eslint|oxlint)-(?:disable(?:-next-line|-line)?|enable)\s+[\w@/, -]*?|@ts-expect-error|biome-ignore[^:]*|(?:v8|istanbul|c8) ignore\S*(?: next| start| stop)?)\s*(?:(?:--|:)\s*(?<reason>.*)|(?<trailing>\s.*))?$/s;
const wordsMin = 3;

/** A suppression names the rule it switches off, and says on the same line why. */
export function checkSuppressions(root: string): Problem[] {
  return readSources(root).flatMap(checkFile);
}

function checkFile(file: SourceFile): Problem[] {
  const { comments, lineAt } = parseSource(file);
  return comments.flatMap(({ value, start }) => {
    const line = lineAt(start);
    if (forbidden.test(value)) {
      return [
        {
          file: file.path,
          line,
          what: "switches off every rule",
          help: "Name the one rule; use @ts-expect-error for types.",
        },
      ];
    }
    const match = suppression.exec(value);
    if (!match || /-enable\b/.test(value)) return [];
    const reason = match.groups?.["reason"] ?? match.groups?.["trailing"] ?? "";
    if (reason.trim().split(/\s+/).filter(Boolean).length >= wordsMin) return [];
    return [
      {
        file: file.path,
        line,
        what: "a suppression without its reason",
        help: "Say why on the same line, after two dashes.",
      },
    ];
  });
}
