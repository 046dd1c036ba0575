import type * as z from "zod";
import type { Db } from "../../framework/database/tenant.ts";
import type { Work } from "../../framework/context.ts";
import { type OpenRun, readCalls, readSteps } from "./find-run.ts";
import type { NotRemembered } from "./not-remembered.ts";
import { presentRun, presentStep, type runTrace, type Took } from "./present-run.ts";

/** A run step by step, with what each took. */
export async function readTrace(work: Work, run: OpenRun): Promise<z.infer<typeof runTrace>> {
  const [steps, calls] = [await readSteps(work, run), await readCalls(work, run)];
  const took = new Map(
    (
      await readTook(
        work.db,
        run,
        steps.map((one) => one.generation_id),
      )
    ).map((one) => [one.id, one]),
  );
  const not_remembered = await readNotRemembered(work.db, run);
  return {
    ...presentRun(run),
    not_remembered,
    trace: steps.map((step) => presentStep(step, took.get(step.generation_id), calls)),
  };
}

const readTook = (db: Db, { workspace_id }: OpenRun, ids: readonly string[]) =>
  db.query<Took>(
    "select id, model, tokens_in, tokens_out, cost_micros, verdict from generations where workspace_id = $1 and id = any($2)",
    [workspace_id, ids],
  );

/** Noted with the answer that the run wrote, some time after it. */
async function readNotRemembered(db: Db, { workspace_id, message_id }: OpenRun): Promise<NotRemembered | null> {
  if (message_id === null) return null;
  const sql = "select not_remembered from messages where workspace_id = $1 and id = $2";
  const [found] = await db.query<{ not_remembered: NotRemembered | null }>(sql, [workspace_id, message_id]);
  return found?.not_remembered ?? null;
}
