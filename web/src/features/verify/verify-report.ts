import * as z from "zod/mini";
import { fromBase64 } from "./bytes.ts";
import { isInLog } from "./is-in-log.ts";
import { type Checkpoint, readCheckpoint } from "./read-checkpoint.ts";
import type { SigningKey } from "./signing-key.ts";

const seen = z.object({
  id: z.string(),
  at: z.string(),
  outcome: z.enum(["kept", "broken", "failed"]),
  index: z.number(),
  leaf: z.string(),
  inclusion_proof: z.array(z.string()),
});
const kept = z.object({ state: z.string(), seen: z.nullable(seen) });

export const report = z.object({
  kind: z.literal("promises"),
  v: z.literal(1),
  at: z.string(),
  deployment: z.object({ origin: z.string() }),
  promises: z.record(z.string(), kept),
  statements: z.record(z.string(), z.object({ promise: z.string(), state: z.string() })),
  log: z.nullable(z.object({ origin: z.string(), checkpoint: z.string() })),
});
type Report = z.infer<typeof report>;

/** What is wrong with a report whose signature holds; nothing where it is as it says. */
export async function findReportProblem(of: Report, signer: SigningKey): Promise<string | undefined> {
  const looked = Object.entries(of.promises).flatMap(([name, one]) => (one.seen ? [{ name, seen: one.seen }] : []));
  if (!of.log && looked.length > 0) return "It says that promises were looked at, and names no log.";
  if (of.log) {
    const head = await readCheckpoint(of.log.checkpoint, of.log.origin, signer);
    if (!head) return "The signed head of the log that it carries does not verify.";
    for (const one of looked)
      if (!(await isLogged(one, of.log.origin, head)))
        return `It says that ${one.name} was looked at, and the log does not say so.`;
  }
  const loose = Object.keys(of.promises).find((name) => of.promises[name]?.state === "kept" && !isProven(of, name));
  const looser = Object.values(of.statements).find(({ state, promise }) => state === "kept" && !isProven(of, promise));
  const name = loose ?? looser?.promise;
  return name === undefined ? undefined : `It says that ${name} is kept, and nothing that was seen says so.`;
}

const isProven = ({ promises }: Report, name: string): boolean =>
  Object.hasOwn(promises, name) && promises[name]?.state === "kept" && promises[name].seen?.outcome === "kept";

type Looked = { name: string; seen: z.infer<typeof seen> };

/** The leaf says of which promise, when and what came of it, and lies under the signed head. */
async function isLogged({ name, seen: one }: Looked, origin: string, head: Checkpoint): Promise<boolean> {
  const leaf = fromBase64(one.leaf);
  if (!leaf) return false;
  const expected = { log: origin, id: one.id, at: one.at, action: `promise.${one.outcome}`, target: name };
  const said = readLeaf(new TextDecoder().decode(leaf));
  const agrees = Object.entries(expected).every(([field, value]) => said[field] === value);
  return agrees && isInLog({ leaf, index: one.index, proof: one.inclusion_proof }, head);
}

function readLeaf(text: string): Record<string, unknown> {
  try {
    const said = z.safeParse(z.record(z.string(), z.unknown()), JSON.parse(text));
    return said.success ? said.data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
