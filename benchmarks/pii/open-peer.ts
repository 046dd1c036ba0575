import { createRequire } from "node:module";
import { join } from "node:path";
import type { Span } from "./score-spans.ts";

/** The best of the npm packages measured for these classes; not a dependency, so told where it is installed. */
const name = "redact-pii";
const classOf: Record<string, string> = {
  creditCardNumber: "card",
  phoneNumber: "phone",
  ipAddress: "ip",
  usSocialSecurityNumber: "ssn",
  emailAddress: "email",
  url: "url",
};

type Redactor = { redact(text: string): string };
type Package = { SyncRedactor: new (options: unknown) => Redactor & { childRedactors: { replaceWith: unknown }[] } };

/** It gives back a text; what it took out is marked by characters of private use, as many as there were. */
export async function openPeer(folder: string | undefined): Promise<((text: string) => Promise<Span[]>) | undefined> {
  if (folder === undefined) return undefined;
  const load = createRequire(join(folder, "package.json"));
  const { SyncRedactor } = load(name) as Package;
  const patterns = Object.keys(load(`${name}/lib/built-ins/simple-regexp-patterns.js`) as object);
  const redactor = new SyncRedactor({ builtInRedactors: { names: { enabled: false } } });
  const classes = patterns.map((pattern) => classOf[pattern] ?? "other");
  for (const [i, child] of redactor.childRedactors.entries()) {
    child.replaceWith = (found: string) => String.fromCharCode(0xe000 + i).repeat(found.length);
  }
  return async (text) => trim(text, readMarks(redactor.redact(text), classes));
}

function readMarks(masked: string, classes: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < masked.length; ) {
    const code = masked.charCodeAt(i);
    let end = i + 1;
    if (code >= 0xe000 && code < 0xe100) {
      while (masked.charCodeAt(end) === code) end++;
      spans.push({ start: i, end, cls: classes[code - 0xe000]! });
    }
    i = end;
  }
  return spans;
}

/** In its favour: spaces and punctuation at the ends do not count. */
const trim = (text: string, spans: readonly Span[]): Span[] =>
  spans.map(({ start, end, cls }) => {
    const [, before = "", , after = ""] = /^([\s,.;:]*)(.*?)([\s,;:]*)$/s.exec(text.slice(start, end)) ?? [];
    return { start: start + before.length, end: end - after.length, cls };
  });
