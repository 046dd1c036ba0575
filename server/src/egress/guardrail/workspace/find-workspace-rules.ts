import type { ClassId } from "../classes.ts";
import type { Detector, Hit } from "../detector.ts";
import { buildMatcher } from "../match-keywords.ts";
import { isLetterOrDigit } from "../read-characters.ts";
import { compilePattern } from "./check-pattern.ts";

/** What a workspace watches for itself: words, written with `*` for any ending, and expressions. */
export type WorkspaceRule = {
  id: string;
  cls: Extract<ClassId, "term" | "topic" | "claim">;
  words: readonly string[];
  patterns: readonly string[];
};

/** Built once for each version of a workspace's rules. @throws where a pattern is one that may not be saved */
export function buildWorkspaceDetector(rules: readonly WorkspaceRule[]): Detector {
  const entries = rules.flatMap(({ id, cls, words }) => words.map((written) => ({ id, cls, ...readWord(written) })));
  const usable = entries.filter(({ word }) => word !== "");
  const matcher = buildMatcher(usable.map(({ word }) => word));
  const patterns = rules.flatMap(({ id, cls, patterns: sources }) =>
    sources.map((source) => ({ id, cls, pattern: compilePattern(source) })),
  );
  return {
    name: "workspace",
    detect(text) {
      const hits: Hit[] = [];
      matcher.each(text, (index, end) => {
        const { id, cls, word, isStem } = usable[index]!;
        const start = end - word.length;
        if (isLetterOrDigit(text.charCodeAt(start - 1))) return;
        let to = end;
        while (isStem && to - end < 30 && isLetterOrDigit(text.charCodeAt(to))) to++;
        if (isLetterOrDigit(text.charCodeAt(to))) return;
        hits.push({ start, end: to, cls, rule: id, score: 0.9 });
      });
      for (const { id, cls, pattern } of patterns) {
        for (const { 0: found, index } of text.matchAll(pattern))
          hits.push({ start: index, end: index + found.length, cls, rule: id, score: 0.85 });
      }
      return hits;
    },
  };
}

/** `*` at its end stands for any ending. */
function readWord(written: string): { word: string; isStem: boolean } {
  const isStem = written.trimEnd().endsWith("*");
  return { word: written.replaceAll("*", "").trim(), isStem };
}
