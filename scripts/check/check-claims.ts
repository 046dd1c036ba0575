import { composedPromises } from "../../server/src/app.ts";
import { findUnsupportedClaims } from "../../server/src/privacy/promises/find-unsupported-claims.ts";
import type { Problem } from "./problem.ts";
import { isTest, readFiles, readSources, type SourceFile } from "./source/list-files.ts";
import { parseSource, visit } from "./source/parse-source.ts";

const help = "Say less, or make it a promise first: promises/claims.json names what supports which words.";

/** What people read of the product: the dashboard, mails, what endpoints say of themselves. */
const productText = /^web\/src\/|^server\/src\/modules\//;
/** Decision records are history; what the catalogue itself quotes is the law and the seeds. */
const documentText = /^(?!docs\/decisions\/).*\.md$/;

type Said = { line: number; text: string };

/** No text of product or documentation claims what no promise supports. */
export function checkClaims(root: string, made: ReadonlySet<string> = madePromises()): Problem[] {
  const sources = readSources(root).filter(({ path }) => productText.test(path) && !isTest(path));
  const documents = [...readFiles(root, documentText), ...readFiles(root, /^web\/index\.html$/)];
  return [
    ...sources.flatMap((file) => judge(file, readWords(file), made)),
    ...documents.flatMap((file) => judge(file, readParagraphs(file), made)),
  ];
}

const madePromises = () => new Set(composedPromises.map(({ promise }) => promise));

function judge({ path }: SourceFile, texts: readonly Said[], made: ReadonlySet<string>): Problem[] {
  return texts.flatMap(({ line, text }) =>
    findUnsupportedClaims(text, made).map(({ words, because }) => ({
      file: path,
      line,
      what: `claims “${words}”: ${because}`,
      help,
    })),
  );
}

/** Strings and what stands between tags, however it is broken over lines. */
function readWords(file: SourceFile): Said[] {
  const source = parseSource(file);
  const said: Said[] = [];
  const note = (text: string, start: number) => {
    if (/\s/.test(text.trim())) said.push({ line: source.lineAt(start), text: text.replaceAll(/\s+/g, " ") });
  };
  visit(source, {
    Literal({ value, start }) {
      if (typeof value === "string") note(value, start);
    },
    TemplateElement({ value, start }) {
      note(value.cooked ?? value.raw, start);
    },
    JSXText({ value, start }) {
      note(value, start);
    },
  });
  return said;
}

/** A paragraph is read as one, and told by its first line. */
function readParagraphs({ text }: SourceFile): Said[] {
  const said: Said[] = [];
  let line = 1;
  for (const paragraph of text.split(/\n{2,}/)) {
    said.push({ line, text: paragraph.replaceAll(/\s+/g, " ") });
    line += paragraph.split("\n").length + 1;
  }
  return said;
}
