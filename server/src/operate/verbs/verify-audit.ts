import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AuditVerdict } from "../../privacy/log/audit-problems.ts";
import { verifyAuditBundle } from "../../privacy/log/verify-audit-bundle.ts";
import { type CommandOutput, exitCodes, readVerifierArguments, reportingUnreadable } from "./offline-verifier.ts";

const usage = "Usage: avow audit verify FILE [--key PUBLIC_KEY]... [--checkpoint FILE] [--json]";

/** `avow audit verify`: checks a downloaded audit log with nothing but the file. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  const asked = readVerifierArguments(args, { usage, takesCheckpoint: true }, io);
  if (asked === null) return exitCodes.unreadable;
  const { file, publicKeys, checkpoint, json } = asked;
  return reportingUnreadable(io, async () => {
    const keptCheckpoint = checkpoint === undefined ? undefined : await readFile(checkpoint, "utf8");
    const trust = { ...(publicKeys && { publicKeys }), ...(keptCheckpoint !== undefined && { keptCheckpoint }) };
    const verdict = await verifyAuditBundle(createReadStream(file), trust);
    if (json) io.out(JSON.stringify(verdict));
    else for (const sentence of describeVerdict(verdict)) io.out(sentence);
    return exitCodes[verdict.outcome];
  });
}

function describeVerdict(verdict: AuditVerdict): string[] {
  if (verdict.outcome === "verified") return describeVerified(verdict);
  const { problems, more_problems } = verdict;
  return [
    verdict.outcome === "refused" ? "This audit log does not verify." : "This audit log cannot be read.",
    ...problems.map(({ code, sentence }) => `${sentence} (${code})`),
    ...(more_problems > 0 ? [`And ${more_problems} more.`] : []),
  ];
}

function describeVerified({ log, entries, rows, checkpoints, signed_by, key_trusted }: AuditVerdict): string[] {
  return [
    "This audit log verifies: nothing was edited, removed, inserted or cut off up to its newest checkpoint.",
    `Log ${log}: ${entries} entries, ${checkpoints} checkpoints along the way.`,
    `${rows} entries are there in full; ${entries - rows} were erased or have expired and left their hash.`,
    key_trusted
      ? `Signed by the key you named, ${signed_by}.`
      : `Signed by key ${signed_by}, which the file itself names. Compare it with the one your deployment publishes, or pass that with --key.`,
  ];
}
