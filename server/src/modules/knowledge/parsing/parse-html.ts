import { type DefaultTreeAdapterTypes as Tree, parse } from "parse5";
import type { Block, Parsed } from "./fail-reading.ts";

const skipped = new Set(["script", "style", "noscript", "template", "svg", "nav", "iframe", "object", "form", "head"]);
const inline = new Set(
  "a abbr b bdi bdo cite code data dfn em i kbd label mark q s samp small span strong sub sup time u var wbr font img".split(
    " ",
  ),
);
const isHeading = (name: string) => /^h[1-6]$/.test(name);

/** What a reader sees, block by block, each under the heading it stands below. Nothing is run and nothing fetched. */
export function parseHtml(html: string): Parsed {
  const root = parse(html);
  const reading: Reading = { blocks: [], text: "", path: [] };
  // Not by recursion: what is nested a hundred thousand deep is read as well.
  const work: Step[] = [{ node: root }];
  let title: string | undefined;
  while (work.length > 0) {
    const { node, close } = work.pop()!;
    if (close) endElement(reading, close);
    else if (node?.nodeName === "#text") reading.text += (node as Tree.TextNode).value;
    else if (node?.nodeName === "title") title ??= textOf(node);
    else if (node) openNode(reading, node, work);
  }
  flush(reading);
  return { blocks: reading.blocks, title: title?.slice(0, 255) || undefined };
}

type Reading = { blocks: Block[]; text: string; path: { level: number; text: string }[] };
type Step = { node?: Tree.Node; close?: string };

function openNode(reading: Reading, node: Tree.Node, work: Step[]): void {
  const name = node.nodeName;
  if (name === "head") return void work.push(...titlesOf(node));
  if (skipped.has(name)) return;
  if (!inline.has(name)) {
    // A row of a table is one block.
    if (name === "td" || name === "th") reading.text += " | ";
    else if (!isCellContent(node)) flush(reading);
    work.push({ close: name });
  }
  for (const child of childrenOf(node).toReversed()) work.push({ node: child });
}

const childrenOf = (node: Tree.Node): Tree.ChildNode[] => ("childNodes" in node ? node.childNodes : []);

const isCellContent = (node: Tree.Node): boolean =>
  "parentNode" in node && ["td", "th"].includes(node.parentNode?.nodeName ?? "");

const titlesOf = (node: Tree.Node): Step[] =>
  childrenOf(node)
    .filter(({ nodeName }) => nodeName === "title")
    .map((title) => ({ node: title }));

const textOf = (node: Tree.Node): string =>
  childrenOf(node)
    .map((child) => (child.nodeName === "#text" ? (child as Tree.TextNode).value : ""))
    .join("")
    .trim();

function endElement(reading: Reading, name: string): void {
  if (name === "td" || name === "th") return;
  if (!isHeading(name)) return flush(reading);
  const [level, text] = [Number(name[1]), tidy(reading.text)];
  reading.text = "";
  if (text === "") return;
  reading.path = [...reading.path.filter((above) => above.level < level), { level, text }];
}

function flush(reading: Reading): void {
  const text = tidy(reading.text);
  reading.text = "";
  if (text !== "") reading.blocks.push({ text, heading: headingOf(reading.path) });
}

const tidy = (text: string) => text.replace(/\s+/g, " ").trim().replace(/^\| /, "");

const headingOf = (path: Reading["path"]) => path.map(({ text }) => text).join(" › ") || undefined;
