import type { App } from "../../framework/app.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { nodeLoader, readNewestNote } from "../audit/append-to-log.ts";
import { canonicalize } from "../log/canonicalize-json.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { publicKeyId, signBytes, writePublicKey } from "../log/ed25519.ts";
import { inclusionProof } from "../log/prove.ts";
import { parameterNames } from "../parameters.ts";
import { canonicalPromises, capabilities, duties, statements } from "../promises/catalogue.ts";
import { type Evidence, readKnowledge } from "../promises/read-knowledge.ts";
import { leafOfEvidence, promisesLog } from "../promises/record-evidence.ts";
import { type Fillings, renderSentence } from "../promises/render-sentence.ts";
import { stateOfPromise, stateOfStatement } from "../promises/state-of-promise.ts";
import { type Report, report as reportSchema, type SignedReport } from "./report.ts";

type Known = Awaited<ReturnType<typeof readKnowledge>>;

/** How everything is kept now, signed with the deployment's key. */
export async function writeReport(app: App, fillings: Fillings, preset: string | null = null): Promise<SignedReport> {
  const known = await readKnowledge(app);
  const { publicKey, privateKey } = app.keyring.signing;
  const { proofs, log } = await proveEvidence(app, [...known.newest.values()]);
  const report = reportSchema.parse({
    v: 1,
    kind: "promises",
    deployment: {
      origin: app.deployment.origin,
      version: app.deployment.version,
      public_key: writePublicKey(publicKey),
    },
    at: known.at.toISOString(),
    preset,
    values: Object.fromEntries(parameterNames.map((name) => [name, fillings.valueOf(name)])),
    promises: describePromises(app, { known, fillings, proofs }),
    statements: describeStatements(known),
    log,
  } satisfies Record<keyof Report, unknown>);
  const signature = signBytes(canonicalize(report), privateKey).toString("base64");
  return { report, signature, key_id: publicKeyId(publicKey) };
}

type Proofs = ReadonlyMap<string, NonNullable<Report["promises"][string]["seen"]>>;

function describePromises(app: App, { known, fillings, proofs }: { known: Known; fillings: Fillings; proofs: Proofs }) {
  const bound = new Map(app.promises.map((one) => [one.promise, one]));
  const entries = [...canonicalPromises].map(([name, { needs }]) => {
    const state = stateOfPromise(name, known);
    const kept = bound.get(name);
    const because = state === "kept" ? null : explain(state, { needs, wrong: known.newest.get(name)?.wrong });
    const seen = proofs.get(name) ?? null;
    const binding = { enforced_by: [...(kept?.enforcedBy ?? [])], tests: [...(kept?.tests ?? [])] };
    return [name, { says: renderSentence(name, fillings), state, because, ...binding, seen }];
  });
  return Object.fromEntries(entries) as Report["promises"];
}

function describeStatements(known: Known) {
  const entries = [...statements].map(([id, { canonical, duty, needs }]) => {
    const state = stateOfStatement(id, known);
    const lacks = needs ?? canonicalPromises.get(canonical)?.needs;
    const word = duty ? `${duties.get(duty)?.says ?? duty} ${duties.get(duty)?.because ?? ""}` : undefined;
    const because = state === "kept" ? null : explain(state, { needs: lacks, wrong: word });
    return [id, { promise: canonical, duty: duty ?? null, state, because }];
  });
  return Object.fromEntries(entries) as Report["statements"];
}

function explain(state: string, { needs, wrong }: { needs?: string | undefined; wrong?: string | null | undefined }) {
  if (state === "off") return `Not here: ${capabilities.get(needs ?? "") ?? needs ?? "what it is about."}`;
  return wrong ?? (state === "attested" ? "Somebody’s word." : "Nobody looked at it lately.");
}

/** The place of each piece of evidence in the log, as its newest head has it. */
async function proveEvidence(app: App, newest: readonly Evidence[]) {
  return acrossTenants(app.database, "prove what was seen of promises", async (db) => {
    const note = await readNewestNote(db, promisesLog);
    const head = note === undefined ? undefined : parseCheckpoint(note);
    const proofs = new Map<string, NonNullable<Report["promises"][string]["seen"]>>();
    if (note === undefined || !head) return { proofs, log: null };
    const { origin, size } = head;
    const rows = await db.query<{ id: string; details_commitment: string }>(
      "select id, details_commitment from promise_evidence where id = any($1)",
      [newest.map(({ id }) => id)],
    );
    const commitments = new Map(rows.map((row) => [row.id, row.details_commitment]));
    for (const { id, promise, outcome, leaf_index: index, created_at } of newest) {
      const details_commitment = commitments.get(id);
      if (index >= size || details_commitment === undefined) continue;
      const leaf = leafOfEvidence({ id, promise, outcome, details_commitment, created_at }, origin).bytes;
      const path = await inclusionProof(size, index, nodeLoader(db, promisesLog));
      const inclusion_proof = path.map((hash) => hash.toString("base64"));
      const at = created_at.toISOString();
      proofs.set(promise, { id, at, outcome, index, leaf: leaf.toString("base64"), inclusion_proof });
    }
    return { proofs, log: { origin, checkpoint: note } };
  });
}
