import { randomBytes } from "node:crypto";
import { later, secondMs } from "../../framework/clock.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { appendToLog, nodeLoader, openLog } from "../audit/append-to-log.ts";
import { writePublicKey } from "../log/ed25519.ts";
import { inclusionProof } from "../log/prove.ts";
import { type AmountOf, durationBy, shift } from "../parameters.ts";
import type { Step } from "../planner/plan-erasure.ts";
import { deploymentLog } from "../record-audit.ts";
import type { Receipt, ReceiptInLog } from "../receipts/receipt.ts";
import { receiptLeaf, signReceipt, subjectReference } from "../receipts/sign-receipt.ts";
import { limitsOf } from "./describe-limits.ts";
import { describeStore } from "./describe-store.ts";
import { unreadableEverywhere } from "./unreadable-everywhere.ts";
import { forgetStatistics } from "./forget-statistics.ts";
import { type Erasure, runTask, type Task } from "./run-task.ts";

/** By which column a subject's requests are found. */
const requestColumns = { user: "user_id", organization: "organization_id", contact: "contact_id" } as const;

type Levels = NonNullable<Receipt["levels"]>;
type DoneTask = { position: number; rows: number; kept_until: Date | null };

/** Signs the receipt, enters it in the deployment's log, and lets the request go, all in one transaction. */
export async function certifyErasure(erasure: Erasure, task: Task): Promise<void> {
  await runTask(erasure, task, async (db) => {
    const draft = await draftReceipt(db, erasure);
    const receipt = { ...draft, log: await enterLog(db, erasure, draft) };
    const signed = signReceipt(receipt, erasure.means.keyring.signing);
    const at = erasure.means.clock.now();
    await db.query("insert into receipts (id, token_hash, document, created_at) values ($1, $2, $3, $4)", [
      receipt.id,
      erasure.request.receipt_token_hash,
      JSON.stringify(signed),
      at,
    ]);
    await db.query(`delete from privacy_requests where ${requestColumns[erasure.subject.kind]} = $1`, [
      erasure.subject.id,
    ]);
    await erasure.announce?.(db, erasure.request);
    return { rows: 0, isDone: true };
  });
  await forgetStatistics(erasure.means, ["privacy_requests", "stored_objects"]);
}

async function draftReceipt(db: Db, { means, request, plan, subject, readAmounts }: Erasure): Promise<Receipt> {
  const tasks = await db.query<DoneTask>(
    "select position, rows, kept_until from erasure_tasks where request_id = $1 order by position",
    [request.id],
  );
  const done = tasks.flatMap((task) => {
    const step = plan.steps[task.position - 1];
    return step && task.rows > 0 ? [{ ...task, step }] : [];
  });
  const at = means.clock.now();
  const { origin } = means.deployment;
  return {
    v: 1,
    kind: "erasure",
    id: means.newId("rcp"),
    deployment: { name: new URL(origin).host, origin, public_key: writePublicKey(means.keyring.signing.publicKey) },
    // A restore by an earlier version asked for it without one: nobody could have been told the salt.
    subject: {
      kind: subject.kind,
      reference: request.subject_reference || subjectReference(randomBytes(32), subject.id),
    },
    requested_at: request.created_at.toISOString(),
    completed_at: at.toISOString(),
    levels: {
      ...(await levelsAt(db, { fencedAt: request.fenced_at ?? at, completedAt: at }, await readAmounts())),
      processors: [...(request.given_to ?? []), ...describeStore(means.deployment, countRemoved(done), at)],
    },
    removed: done.flatMap(({ step, rows }) => describeRemoved(step, rows)),
    kept: done.flatMap(({ step, rows, kept_until }) => describeKept(step, rows, kept_until)),
    limits: [...limitsOf(subject.kind), ...(await describeHeld(db, subject))],
    plan_hash: request.plan_hash ?? "",
    log: null,
  };
}

const countRemoved = (done: readonly { step: Step; rows: number }[]): number =>
  done.reduce((sum, { step, rows }) => (step.action === "remove_objects" ? sum + rows : sum), 0);

async function levelsAt(
  db: Db,
  when: { fencedAt: Date; completedAt: Date },
  amountOf: AmountOf,
): Promise<Omit<Levels, "processors">> {
  const { fencedAt, completedAt } = when;
  return {
    hidden_at: fencedAt.toISOString(),
    undecryptable_live_at: later(fencedAt, secondMs).toISOString(),
    undecryptable_everywhere: await unreadableEverywhere(db, when, amountOf),
    bytes_gone: { by: shift(completedAt, durationBy("retention.account_days", amountOf)).toISOString() },
  };
}

/** A hold never lets anything survive in silence. */
async function describeHeld(db: Db, { id }: Erasure["subject"]): Promise<string[]> {
  const held = await db.query<{ cls: string }>(
    "select distinct cls from subject_keys where has_ended and (subject_id = $1 or organization_id = $1) order by cls",
    [id],
  );
  if (held.length === 0) return [];
  const classes = held.map(({ cls }) => inWords(cls)).join(", ");
  return [
    `A legal hold keeps keys from being destroyed, for these classes of data: ${classes}. Nothing but the claim it is about can use them, and they are destroyed when it is released.`,
  ];
}

const inWords = (name: string) => name.replaceAll("_", " ");

function describeRemoved(step: Step, rows: number): Receipt["removed"] {
  if (step.action === "fence") return [{ label: "keys", rows }];
  if (step.action === "delete") return [{ label: inWords(step.table), rows }];
  if (step.action === "remove_objects") return [{ label: "contents of files", rows }];
  if (step.action !== "clear") return [];
  return [{ label: `your id on ${inWords(step.table)} (${inWords(step.actor)})`, rows }];
}

function describeKept(step: Step, rows: number, until: Date | null): Receipt["kept"] {
  if ((step.action !== "reduce" && step.action !== "clear" && step.action !== "hold") || until === null) return [];
  const { table, keep, basis, class: cls } = step;
  return [{ what: inWords(table), columns: keep, class: cls, basis, until: until.toISOString(), rows }];
}

/** The place of the receipt in the deployment's log, with the proof that it is there. */
async function enterLog(db: Db, { means }: Erasure, receipt: Receipt): Promise<ReceiptInLog> {
  const { keyring, clock, deployment } = means;
  const log = await openLog(db, deploymentLog, new URL(deployment.origin).host);
  const salt = randomBytes(32);
  const leaf = receiptLeaf(receipt, log.origin, salt);
  const { firstIndex, size, note } = await appendToLog(db, log, [leaf.hash], { keyring, at: clock.now() });
  const proof = await inclusionProof(size, firstIndex, nodeLoader(db, deploymentLog));
  return {
    origin: log.origin,
    index: firstIndex,
    leaf: leaf.bytes.toString("base64"),
    salt: salt.toString("base64"),
    inclusion_proof: proof.map((hash) => hash.toString("base64")),
    checkpoint: note,
  };
}
