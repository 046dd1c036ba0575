import type { SkillFile } from "./queries.ts";

/** A file from somebody's device: text as it is, anything else as base64. */
export async function readFile(file: File): Promise<Pick<SkillFile, "path" | "encoding" | "content">> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = readText(bytes);
  if (text !== undefined) return { path: file.name, encoding: "utf8", content: text };
  const letters = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join("");
  return { path: file.name, encoding: "base64", content: btoa(letters) };
}

function readText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
