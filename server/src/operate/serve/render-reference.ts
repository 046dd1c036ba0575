import type { RefusalDeclaration } from "../../framework/errors.ts";

type Schema = {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  anyOf?: Schema[];
  format?: string;
};
type Parameter = { name: string; in: string; required: boolean; schema: Schema; description?: string };
type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  "x-permission": string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
};

export const referenceStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9dcd8, #30342f); --dim: light-dark(#55605a, #a3ada7); --code: light-dark(#f3f5f3, #1b1f1c); }
body { font: 15px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
nav ul { columns: 3 14rem; padding-left: 1rem; }
h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; text-transform: capitalize; }
section { margin: 1.5rem 0; }
code, pre { background: var(--code); border-radius: 4px; font: 13px/1.5 ui-monospace, monospace; padding: 0.1rem 0.3rem; }
pre { overflow-x: auto; padding: 0.8rem; }
table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid var(--line); padding: 0.35rem 0.6rem 0.35rem 0; text-align: left; vertical-align: top; }
.dim { color: var(--dim); }`;

const escape = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const code = (text: string) => `<code>${escape(text)}</code>`;
/** Descriptions use backticks and blank lines, nothing else of Markdown. */
const prose = (text: string) =>
  escape(text)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\n\n/g, "<br>");

const frame = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${referenceStyle}</style></head><body><main>${body}</main></body></html>`;

/** The API reference as one page. */
export function renderReference(document: Record<string, unknown>): string {
  const paths = document["paths"] as Record<string, Record<string, Operation>>;
  const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? "other");
  const tags = [...byTag.keys()].toSorted();
  const nav = `<nav aria-label="Areas"><ul>${tags.map((t) => `<li><a href="#${t}">${escape(t)}</a></li>`).join("")}</ul></nav>`;
  const areas = tags.map(
    (tag) => `<h2 id="${tag}">${escape(tag.replaceAll("-", " "))}</h2>${byTag.get(tag)!.map(renderOperation).join("")}`,
  );
  const intro = `<h1>Avow API</h1><p>Base path ${code("/api/v1")}. Sign in for a session cookie (writes then need the header ${code("Avow-Csrf: 1")}), or send ${code("Authorization: Bearer avow_…")}. Refusals are RFC 9457 problems. The same as data: <a href="/api/v1/openapi.json">openapi.json</a>.</p>`;
  return frame("Avow API", intro + nav + areas.join(""));
}

function renderOperation({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const body = operation.requestBody?.content["application/json"]?.schema;
  const fields = [
    ...operation.parameters.map((p) => fieldRow(p.name, p.schema, p.in, p.required, p.description)),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) =>
      fieldRow(name, schema, "body", body?.required?.includes(name) ?? false),
    ),
  ];
  const table =
    fields.length === 0
      ? ""
      : `<table><thead><tr><th>Field</th><th>Where</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${fields.join("")}</tbody></table>`;
  const responses = Object.entries(operation.responses).map(([status, r]) => {
    const schema = r.content?.["application/json"]?.schema;
    return `<tr><td>${status}</td><td>${prose(r.description)}${schema ? `<pre>${escape(shapeOf(schema))}</pre>` : ""}</td></tr>`;
  });
  return `<section id="${operation.operationId}"><h3>${code(`${method} ${path}`)}</h3><p>${escape(operation.summary)} <span class="dim">Permission ${code(operation["x-permission"])}.</span></p>${operation.description ? `<p>${prose(operation.description)}</p>` : ""}${table}<details><summary>Answers</summary><table><tbody>${responses.join("")}</tbody></table></details></section>`;
}

const fieldRow = (
  name: string,
  schema: Schema,
  where: string,
  isRequired: boolean,
  description = schema.description ?? "",
) =>
  `<tr><td>${code(name)}${isRequired ? "" : ' <span class="dim">optional</span>'}</td><td>${where}</td><td>${escape(typeOf(schema))}</td><td>${prose(description)}</td></tr>`;

function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items ?? {})}[]`;
  return [schema.type ?? "any"].flat().join(" | ") + (schema.format ? ` (${schema.format})` : "");
}

function shapeOf(schema: Schema, indent = ""): string {
  if (schema.type === "array" && schema.items?.properties) return `[${shapeOf(schema.items, indent)}]`;
  if (!schema.properties) return typeOf(schema);
  const lines = Object.entries(schema.properties).map(
    ([name, inner]) => `${indent}  ${name}: ${shapeOf(inner, `${indent}  `)}`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

/** The page a problem's `type` points at. */
export const renderErrorPage = (name: string, declared: RefusalDeclaration): string =>
  frame(
    name,
    `<h1>${code(name)}</h1><p>${escape(declared.title)}</p><p>${prose(declared.help)}</p><p class="dim">Status ${declared.status}${declared.retryable ? ", may be retried" : ""}. <a href="/docs">API reference</a></p>`,
  );
