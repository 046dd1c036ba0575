import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Problem } from "./problem.ts";
import { readFiles, readSources, type SourceFile } from "./source/list-files.ts";

const setting = /\b(AVOW_[A-Z_]*[A-Z])\b/g;

type Mention = { text: string; line: number };

/** A path in prose may be written from the root, from a package's source, or from the document's own folder. */
const readFrom = ["", "server/src", "web/src", "client/src"];
/** Decision records are history: never edited, so what they name may be gone. */
const history = /^docs\/decisions\//;
const extension = /\.(?:ts|tsx|mts|mjs|js|json|md|sql|sh|css|html|yml|yaml|toml)$/;
/** `<name>`, `…` and the like stand for something the reader fills in. */
const placeholder = /[<>{}…$\s]|NNNN|\bMODULE\b|\bNAME\b/;

/** Documents send readers only to files, headings, scripts and settings that exist. */
export function checkDocPaths(root: string): Problem[] {
  const scripts = readScripts(root);
  const settings = readSettings(root);
  return readFiles(root, /\.md$/).flatMap((file) => {
    if (history.test(file.path)) return [];
    const prose = withoutFences(file.text);
    return [
      ...findLinks(prose).flatMap((link) => judgeLink(root, file, link)),
      ...findPaths(prose).flatMap((path) => judgePath(root, file, path)),
      ...findScripts(file.text).flatMap((script) => judgeScript(file, script, scripts)),
      ...findMentions(file.text, setting).flatMap((name) => judgeSetting(file, name, settings)),
    ];
  });
}

function readScripts(root: string): Set<string> {
  if (!existsSync(join(root, "package.json"))) return new Set();
  const { scripts = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts?: Record<string, string>;
  };
  return new Set(Object.keys(scripts));
}

/** The environment variables of ours that any program names. */
function readSettings(root: string): Set<string> {
  const programs = [...readSources(root), ...readFiles(root, /^\.ci\//)];
  return new Set(programs.flatMap(({ text }) => [...text.matchAll(setting)].map((match) => match[1] ?? "")));
}

/** Fenced blocks are samples: their lines stay, empty, so that line numbers hold. */
function withoutFences(text: string): string {
  return text.replace(/^(?<fence>```|~~~)[\s\S]*?^\k<fence>/gm, (block) => block.replace(/[^\n]/g, ""));
}

function findMentions(text: string, pattern: RegExp): Mention[] {
  return text
    .split("\n")
    .flatMap((content, index) =>
      [...content.matchAll(pattern)].map((match) => ({ text: match[1] ?? "", line: index + 1 })),
    );
}

function findLinks(prose: string): Mention[] {
  const links = findMentions(prose.replace(/`[^`\n]*`/g, ""), /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g);
  return links.filter(({ text }) => !/^[a-z][a-z0-9+.-]*:|^\//i.test(text));
}

function judgeLink(root: string, file: SourceFile, { text, line }: Mention): Problem[] {
  const [path = "", anchor] = text.split("#", 2);
  const target = path === "" ? file.path : posix.join(posix.dirname(file.path), decodeURIComponent(path));
  if (!existsSync(join(root, target)))
    return [{ file: file.path, line, what: `links to ${text}, which is not there`, help: "Correct the link." }];
  if (anchor === undefined || !target.endsWith(".md")) return [];
  const headings = listHeadings(readFileSync(join(root, target), "utf8"));
  if (headings.has(anchor)) return [];
  return [
    {
      file: file.path,
      line,
      what: `links to #${anchor}, no heading of ${target}`,
      help: `Headings: ${[...headings].join(", ")}`,
    },
  ];
}

/** Anchors as GitHub makes them: lower case, punctuation gone, spaces to dashes. */
function listHeadings(text: string): Set<string> {
  const titles = findMentions(withoutFences(text), /^#{1,6}\s+(.*?)\s*#*$/g).map((mention) => mention.text);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-"),
    ),
  );
}

function findPaths(prose: string): Mention[] {
  return findMentions(prose, /`([^`\n]+)`/g).filter(({ text }) => text.includes("/") && !placeholder.test(text));
}

function judgePath(root: string, file: SourceFile, { text, line }: Mention): Problem[] {
  const path = text.replace(/^\.\//, "").replace(/:\d+$/, "").replace(/\/$/, "");
  const folders = [...readFrom, posix.dirname(file.path)];
  // `application/json` and `and/or` are no paths of ours: one begins in a folder we have, or ends like a file.
  const looksLikeOurs =
    folders.some((folder) => existsSync(join(root, folder, path.split("/", 1)[0] ?? ""))) || extension.test(path);
  if (!looksLikeOurs || /^[/@~]|:\/\/|^\.\.\.|^-/.test(path)) return [];
  const isThere = folders.some((folder) => globSync(path, { cwd: join(root, folder) }).length > 0);
  return isThere
    ? []
    : [{ file: file.path, line, what: `names ${text}, which is not there`, help: "Correct the path." }];
}

function findScripts(text: string): Mention[] {
  return findMentions(text, /\bnpm run ([a-z][a-z0-9:-]*)/g);
}

function judgeScript(file: SourceFile, { text, line }: Mention, scripts: Set<string>): Problem[] {
  if (scripts.has(text)) return [];
  return [
    {
      file: file.path,
      line,
      what: `names npm run ${text}, which package.json does not have`,
      help: `Scripts: ${[...scripts].join(", ")}`,
    },
  ];
}

function judgeSetting(file: SourceFile, { text, line }: Mention, settings: Set<string>): Problem[] {
  if (settings.has(text)) return [];
  return [{ file: file.path, line, what: `names ${text}, which no program reads`, help: "Correct the name." }];
}
