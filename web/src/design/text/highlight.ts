import { createHighlighterCore, type HighlighterCore, type LanguageInput } from "shiki/core";
// The JavaScript engine needs no wasm, which the content security policy refuses.
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

export interface Token {
  content: string;
  light: string | undefined;
  dark: string | undefined;
}

const languages: Record<string, LanguageInput> = {
  typescript: () => import("shiki/langs/typescript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  bash: () => import("shiki/langs/bash.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  css: () => import("shiki/langs/css.mjs"),
};

const aliases: Record<string, string> = {
  ts: "typescript",
  tsx: "typescript",
  js: "typescript",
  jsx: "typescript",
  javascript: "typescript",
  sh: "bash",
  shell: "bash",
  py: "python",
  yml: "yaml",
};

// github-light itself fails AA; the "default" variants pass.
const themes = { light: "github-light-default", dark: "github-dark-default" };
let highlighter: Promise<HighlighterCore> | undefined;

/** Lines of coloured tokens, or nothing for a language Avow doesn't colour. */
export async function highlight(code: string, language: string): Promise<Token[][] | undefined> {
  const name = aliases[language] ?? language;
  const source = languages[name];
  if (!source) return undefined;
  highlighter ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine(),
    themes: [import("shiki/themes/github-light-default.mjs"), import("shiki/themes/github-dark-default.mjs")],
    langs: [],
  });
  const shiki = await highlighter;
  await shiki.loadLanguage(source);
  const lines = shiki.codeToTokensWithThemes(code, { lang: name, themes });
  return lines.map((line) =>
    line.map(({ content, variants }) => ({ content, light: variants["light"]?.color, dark: variants["dark"]?.color })),
  );
}
