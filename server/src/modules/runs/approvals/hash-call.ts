import { createHmac } from "node:crypto";
import type { DataKey } from "../../../framework/keys/sealing.ts";

/** What an approval of a call stands for: this agent, this tool, these arguments; however they are written, and nothing but them. */
export function hashCall(
  { key, agent_id }: { key: DataKey; agent_id: string },
  { tool, input }: { tool: string; input: string },
): Buffer {
  return createHmac("sha256", key.bytes)
    .update(JSON.stringify(["tool", agent_id, tool, readLoosely(input)]))
    .digest();
}

function readLoosely(input: string): unknown {
  try {
    return sortKeys(JSON.parse(input));
  } catch {
    return input;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
