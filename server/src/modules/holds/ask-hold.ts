import { createHash } from "node:crypto";
import * as z from "zod";
import { askApproval } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { holdErrors } from "./errors.ts";
import { findMatching } from "./find-matching.ts";
import { findHold, holdKey } from "./find-hold.ts";
import { holdSummary, predicateInput, presentHold } from "./present-hold.ts";
import { holdReaches, holds } from "./tables.ts";

/** Two people have so long to agree. */
const decideDays = 7;
/** Nothing is kept for a claim without anybody looking at it for longer. */
const reviewDaysMax = 366;

export const holdKind = "legal_hold";

export const askHold = endpoint({
  method: "POST",
  path: "/holds",
  summary: "Ask that data is kept for a claim, although it would be erased or run out.",
  description:
    "It comes into force when two people who did not ask have approved it under Approvals. From then on an erasure takes a held contact's data from everyday use, and moves the keys to the hold ring instead of destroying them; retention passes over the rows.",
  scope: "workspace",
  permission: "holds.write",
  alsoNeeds: ({ reach }) => (reach === "organization" ? ["organization.write"] : []),
  purpose: "rights",
  status: 201,
  input: z.strictObject({
    predicate: predicateInput,
    reach: z
      .enum(holdReaches)
      .default("workspace")
      .describe("`organization`: a filter, in every workspace, also in those made later."),
    basis: z.string().trim().min(20).max(4000).describe("Which claim it is for, and why it needs this data."),
    review_at: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .describe("When it is looked at again: within a year."),
  }),
  output: holdSummary,
  refusals: [holdErrors.nobody],
  audit: { action: "hold.asked", target: ({ id }) => id },
  async run(ctx, { predicate, reach, basis, review_at }) {
    if (reach === "organization" && predicate.by !== "filter")
      throw requestErrors.invalid({ path: "reach", issue: "only_with_a_filter" });
    if (review_at <= ctx.at) throw requestErrors.invalid({ path: "review_at", issue: "in_the_past" });
    if (review_at > later(ctx.at, reviewDaysMax * dayMs))
      throw requestErrors.invalid({ path: "review_at", issue: "later_than_a_year" });
    const matching = await findMatching(ctx, predicate);
    if (predicate.by === "contacts" && matching.length < new Set(predicate.contact_ids).size) throw holdErrors.nobody();
    const { organizationId, workspaceId, userId } = ctx.scope;
    const tenant = { organization_id: organizationId, workspace_id: workspaceId };
    const row = { ...tenant, id: ctx.newId("hld"), state: "asked" as const, reach, basis, review_at };
    const sealed = ctx.seal(holds, await holdKey(ctx), { ...row, release_reason: null });
    await ctx.db
      .of(holds)
      .insertInto("holds")
      .values({ ...sealed, predicate: JSON.stringify(predicate), asked_by: userId, asked_at: ctx.at })
      .execute();
    await askApproval(ctx, {
      kind: holdKind,
      subject: row.id,
      hash: createHash("sha256")
        .update(JSON.stringify([predicate, reach, basis, review_at]))
        .digest(),
      summary: `Legal hold on ${matching.length} contacts${reach === "organization" ? " here, and on all of the organization's other workspaces" : ""}, to be looked at again on ${review_at.toISOString().slice(0, 10)}: ${basis}`,
      byTwo: true,
      expiresAt: later(ctx.at, decideDays * dayMs),
    });
    return presentHold(ctx, await findHold(ctx, row.id));
  },
});
