import type { describeProcessing } from "./describe-processing.ts";

export type IndexedTable = { name: string; rows: number; because: string };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** A page a person can open without anything else: what is in the export, why it is kept, and for how long. */
export function writeIndex(tables: readonly IndexedTable[], processing: ReturnType<typeof describeProcessing>): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Your data</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc}</style>
<h1>Your data</h1>
<p>From ${escapeHtml(processing.deployment)}. Every row is in <code>json/</code> as it is stored, and in <code>csv/</code> for spreadsheets; <code>schema.json</code> describes the columns.</p>
<table>
<thead><tr><th>What</th><th>Rows</th><th>Why it is kept</th><th>Files</th></tr></thead>
<tbody>
${tables.map(tableRow).join("\n")}
</tbody>
</table>
<h2>How it is processed</h2>
<p>${escapeHtml(processing.controller)} Source: ${escapeHtml(processing.source)}</p>
<h3>Who receives it</h3>
<ul>
${processing.recipients.map(({ who, what }) => `<li>${escapeHtml(who)}: ${escapeHtml(what)}</li>`).join("\n")}
</ul>
<h3>What is kept, why, and how long</h3>
<table>
<thead><tr><th>What</th><th>Category</th><th>Purposes</th><th>Kept</th><th>When erased</th></tr></thead>
<tbody>
${processing.data.flatMap((table) => table.columns.map((column) => processingRow(table, column))).join("\n")}
</tbody>
</table>
</html>
`;
}

function tableRow({ name, rows, because }: IndexedTable): string {
  const file = escapeHtml(name);
  return `<tr><td>${file.replaceAll("_", " ")}</td><td>${rows}</td><td>${escapeHtml(because)}</td><td><a href="json/${file}.json">JSON</a> <a href="csv/${file}.csv">CSV</a></td></tr>`;
}

type Described = ReturnType<typeof describeProcessing>["data"][number];

function processingRow(table: Described, column: Described["columns"][number]): string {
  const cells = [
    `${table.table}.${column.column}`,
    column.category,
    column.purposes.join(", "),
    table.kept,
    column.when_erased,
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
}
