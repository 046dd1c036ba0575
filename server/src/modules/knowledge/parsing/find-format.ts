import type { Format } from "./fail-reading.ts";

const byEnding: Record<string, Format> = {
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  csv: "csv",
  tsv: "csv",
};

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What kind of document it is: its first bytes say whether it is a PDF, an archive or text, its name which kind of text. */
export function findFormat(type: string, name: string, head: string): Format | undefined {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (type === "application/pdf") return "pdf";
  if (type === docxType || (type === "application/zip" && ending === "docx")) return "docx";
  if (type === "application/xml" && byEnding[ending] === "html") return "html";
  if (type !== "text/plain") return undefined;
  if (/^\s*(?:<!doctype html|<html)/i.test(head)) return "html";
  return byEnding[ending] ?? "text";
}
