import type { ModelMessage } from "./model.ts";

/** What a message says in words, without its pictures. */
export function textOfMessage({ content }: ModelMessage): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
