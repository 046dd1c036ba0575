import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { findChild, findHold, type HoldRow, holdKey, saveHold } from "./find-hold.ts";
import { releaseHeld } from "./release-held.ts";
import { takeMatching } from "./take-matching.ts";
import { holds } from "./tables.ts";

type Opened = HoldRow & { words: { basis: string; release_reason: string | null } };

/** Makes what is decided of a hold across the organization so in each of its other workspaces: in force, looked at, released. */
export const spreadHold = job({
  name: "holds.spread",
  data: z.object({ hold_id: z.string() }),
  purpose: "rights",
  long: true,
  async run(ctx, { hold_id }) {
    const { organizationId = "", workspaceId: home } = ctx.scope;
    const { hold, workspaces } = await ctx.inScope((step) => begin(step, hold_id));
    if (hold.reach !== "organization") return;
    for (const workspaceId of workspaces) {
      if (workspaceId === home) continue;
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => follow(step, hold), proveScope({ organizationId, workspaceId }));
    }
  },
});

async function begin(step: Work, id: string): Promise<{ hold: Opened; workspaces: string[] }> {
  const row = await findHold(step, id);
  const { basis, release_reason } = step.open(holds, await holdKey(step), row);
  const sql = "select id from workspaces where organization_id = $1 order by id";
  const found = await step.db.query<{ id: string }>(sql, [row.organization_id]);
  return { hold: { ...row, words: { basis, release_reason } }, workspaces: found.map((one) => one.id) };
}

async function follow(step: Work, hold: Opened): Promise<void> {
  const child = await findChild(step, hold.id);
  if (hold.state === "in_force") {
    const there = child ?? (await addChild(step, hold));
    await takeMatching(step, await review(step, there, hold.review_at));
  }
  if (hold.state === "released" && child?.state === "in_force") await release(step, child, hold);
}

async function addChild(step: Work, hold: Opened): Promise<HoldRow> {
  const { organizationId, workspaceId } = step.scope;
  const id = step.newId("hld");
  const tenant = { organization_id: organizationId!, workspace_id: workspaceId! };
  const words = { ...tenant, id, basis: hold.words.basis, release_reason: null };
  const sealed = step.seal(holds, await holdKey(step), words);
  const { review_at, asked_by, asked_at } = hold;
  const times = { review_at, asked_by, asked_at, in_force_at: step.at };
  await step.db
    .of(holds)
    .insertInto("holds")
    .values({
      ...sealed,
      ...times,
      state: "in_force",
      parent_id: hold.id,
      predicate: JSON.stringify(hold.predicate),
    })
    .execute();
  return findHold(step, id, "to change");
}

async function review(step: Work, child: HoldRow, review_at: Date): Promise<HoldRow> {
  if (child.review_at.getTime() === review_at.getTime()) return child;
  const sql = "update held_subjects set review_at = $3 where workspace_id = $1 and hold_id = $2";
  await step.db.query(sql, [child.workspace_id, child.id, review_at]);
  return saveHold(step, child, { review_at });
}

async function release(step: Work, child: HoldRow, hold: Opened): Promise<void> {
  await releaseHeld(step, child);
  const key = await holdKey(step);
  const opened = { ...step.open(holds, key, child), release_reason: hold.words.release_reason };
  const { release_reason } = step.seal(holds, key, opened);
  const { released_at, released_by } = hold;
  await saveHold(step, child, { state: "released", released_at, released_by, release_reason });
}
