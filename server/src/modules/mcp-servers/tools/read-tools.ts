import { createHash } from "node:crypto";
import type { JsonSchema } from "../../../integrations/roles/models/model.ts";
import type { ServerTool } from "../../../integrations/roles/tool-server.ts";
import { cleanWords } from "./clean-words.ts";
import { simplifySchema } from "./simplify-schema.ts";

/** Why a tool cannot be used at all. */
export const flaws = ["name", "same_name", "schema"] as const;

/** A tool as a server told of it, in what people and models are shown of it. */
export type SeenTool = {
  /** As the server calls it. */
  name: string;
  /** As models call it, behind the server's own name. */
  slug: string;
  description: string;
  parameters: JsonSchema;
  effect: "reads" | "writes";
  isDestructive: boolean;
  isIdempotent: boolean;
  /** Over every word the server said of it, those that are not shown as well. */
  fingerprint: string;
  flaw: (typeof flaws)[number] | null;
};

const toolsMax = 128;
const descriptionCharsMax = 1000;

/** The tools of a server, as far as they can be used. */
export function readTools(told: readonly ServerTool[]): SeenTool[] {
  const taken = new Set<string>();
  return told.slice(0, toolsMax).map((tool) => {
    const seen = readTool(tool);
    const isTaken = taken.has(seen.slug);
    taken.add(seen.slug);
    return isTaken && seen.flaw === null ? { ...seen, flaw: "same_name" as const } : seen;
  });
}

function readTool({ name, description, inputSchema, annotations }: ServerTool): SeenTool {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const parameters = simplifySchema(inputSchema);
  const fingerprint = fingerprintOf([name, description, annotations, inputSchema]);
  const isNamed = /^[\w./-]{1,100}$/.test(name) && /^[a-z0-9_]{1,38}$/.test(slug);
  const isReadOnly = annotations["readOnlyHint"] === true && annotations["destructiveHint"] !== true;
  return {
    name: cleanWords(name, 100),
    slug: slug.slice(0, 38),
    description: cleanWords(description, descriptionCharsMax),
    parameters: parameters ?? {},
    effect: isReadOnly ? "reads" : "writes",
    // Unless a server says otherwise, what changes something may destroy something.
    isDestructive: !isReadOnly && annotations["destructiveHint"] !== false,
    isIdempotent: isReadOnly || annotations["idempotentHint"] === true,
    fingerprint: fingerprint ?? "",
    flaw: isNamed ? (parameters && fingerprint !== undefined ? null : "schema") : "name",
  };
}

const partsMax = 20_000;

/**
 * The same for the same words, in whatever order a server writes its objects; nothing where there is more than could be looked
 * at. Without recursion: an outsider may nest as deep as an answer is long.
 */
function fingerprintOf(said: unknown): string | undefined {
  const written: string[] = [];
  const open: unknown[] = [said];
  while (open.length > 0) {
    if (written.length > partsMax) return undefined;
    const one = open.pop();
    if (typeof one !== "object" || one === null) written.push(JSON.stringify(one) ?? "undefined");
    else if (Array.isArray(one)) {
      written.push(`[${one.length}`);
      for (const part of one.toReversed()) open.push(part);
    } else {
      const entries = Object.entries(one).toSorted(([a], [b]) => (a < b ? 1 : -1));
      written.push(`{${entries.length}`);
      for (const [key, value] of entries) open.push(value, key);
    }
  }
  return createHash("sha256").update(written.join("\n")).digest("base64url");
}
