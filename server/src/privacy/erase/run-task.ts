import type { Subject, Work } from "../../framework/context.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import type { Catalogue } from "../catalogue.ts";
import type { ReadAmounts } from "../amounts.ts";
import type { Plan, Step } from "../planner/plan-erasure.ts";
import type { GivenTo } from "../receipts/receipt.ts";
import type { StoredObjects } from "../stored-objects.ts";
import type { ErasureRequest } from "./begin-erasure.ts";

export type Means = Pick<
  Work,
  "database" | "clock" | "keys" | "keyring" | "deployment" | "log" | "principal" | "newId"
>;

/** An erasure under way. */
export type Erasure = {
  means: Means;
  catalogue: Catalogue;
  request: ErasureRequest;
  subject: Subject;
  plan: Plan;
  /** By this process' own clock, from when on the fence is known to stand. */
  fencedSince: number;
  /** Makes this process forget the subject's keys at once; others do within a second. */
  forgetKeys(subjectId: string): void;
  objects: StoredObjects;
  readAmounts: ReadAmounts;
  /** Tells whoever is concerned that it is done, in the transaction that signs the receipt. */
  announce?(db: Db, request: ErasureRequest): Promise<void>;
  /** Tells whoever is concerned that it has begun for good, while the rows that say who that is are there. */
  afterFence?(db: Db, request: ErasureRequest): Promise<void>;
  /** Whom the subject's data had been given to, while its rows are there to tell. */
  findGiven?(db: Db, subject: Subject): Promise<GivenTo[]>;
  signal: AbortSignal;
};

/** A step with its row: position 1 is the plan's first. */
export type Task<S extends Step = Step> = { position: number; step: S };

/** What one transaction of a step did, and whether the step is done with it. */
export type Progress = { rows: number; isDone: boolean; keptUntil?: Date };

/**
 * Repeats `batch`, each time in a transaction of its own, until the step is done. The step's row is locked and counts
 * in the same transaction: whatever kills a process, or however many work on the same step, each row counts once.
 */
export async function runTask(erasure: Erasure, task: Task, batch: (db: Db) => Promise<Progress>): Promise<void> {
  for (;;) {
    const started = performance.now();
    if (await takeTurn(erasure, task, batch)) return;
    await rest(Math.min(restMaxMs, restShare * (performance.now() - started)));
  }
}

/** Whoever has much to be erased does not slow down everybody else: between two batches, others have the database. */
const restShare = 12;
/** On a machine that is slow, or busy, an erasure ends all the same: five batches of two thousand rest for two and a half seconds at most. */
const restMaxMs = 500;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One batch of a step; answers whether the step is done. */
export function takeTurn(erasure: Erasure, { position }: Task, batch: (db: Db) => Promise<Progress>): Promise<boolean> {
  const { means, request } = erasure;
  erasure.signal.throwIfAborted();
  return acrossTenants(means.database, "erase a subject", async (db) => {
    const [waiting] = await db.query(
      "select 1 from erasure_tasks where request_id = $1 and position = $2 and state = 'waiting' for update",
      [request.id, position],
    );
    if (!waiting) return true;
    const progress = await batch(db);
    await countProgress(db, erasure, position, progress);
    return progress.isDone;
  });
}

/** Adds what one transaction did to what the step did before. */
export async function countProgress(
  db: Db,
  { means, request }: Erasure,
  position: number,
  { rows, isDone, keptUntil }: Progress,
): Promise<void> {
  await db.query(
    `update erasure_tasks set rows = rows + $3, kept_until = greatest(kept_until, $4::timestamptz),
       state = case when $5 then 'done' else state end, done_at = case when $5 then $6::timestamptz else done_at end
     where request_id = $1 and position = $2`,
    [request.id, position, rows, keptUntil ?? null, isDone, means.clock.now()],
  );
}
