import * as z from "zod";
import { policiesPort } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { shift } from "../../privacy/public.ts";
import { takeoverErrors } from "./errors.ts";
import { presentTakeover, takeoverOutput } from "./present-takeover.ts";
import { takeovers } from "./tables.ts";

export const announceTakeover = endpoint({
  method: "POST",
  path: "/operator/takeovers",
  summary: "Announce that somebody else takes the service over.",
  description:
    "Everybody with an account is told by mail and by a banner, at least as long before as the longest notice that an organization's policy promises. They can object, take their data along, and leave.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({
    successor: z.string().trim().min(2).max(200).describe("Legal name of whoever takes it over."),
    country: z.string().regex(/^[A-Z]{2}$/, "two capital letters, such as DE"),
    privacy_contact: z.email().max(254).describe("Address there for questions about personal data."),
    changes: z.string().trim().min(1).max(4000).describe("What changes for whoever has an account, in plain words."),
    effective_on: z.iso.date().describe("The day it happens; it counts from midnight UTC."),
  }),
  output: takeoverOutput,
  status: 201,
  refusals: [takeoverErrors.too_early],
  audit: { action: "takeover.announced", target: ({ id }) => id },
  async run(ctx, { effective_on, ...notice }) {
    const effective_at = new Date(`${effective_on}T00:00:00Z`);
    const earliest = shift(ctx.at, { amount: await readLongestNotice(ctx), unit: "days" });
    if (effective_at < earliest) throw takeoverErrors.too_early({ earliest: nextDay(earliest) });
    const row = { id: ctx.newId("tko"), notice, announced_at: ctx.at, effective_at, withdrawn_at: null };
    await ctx.db.of(takeovers).insertInto("takeovers").values(row).execute();
    return presentTakeover(row);
  },
});

/** The first day that begins at that moment or later. */
const nextDay = (at: Date): string => {
  const day = at.toISOString().slice(0, 10);
  const isMidnight = at.getTime() === Date.parse(`${day}T00:00:00Z`);
  return isMidnight
    ? day
    : shift(new Date(`${day}T00:00:00Z`), { amount: 1, unit: "days" })
        .toISOString()
        .slice(0, 10);
};

/** An organization may promise its people more time than the deployment does. */
async function readLongestNotice(ctx: Context<"operator">): Promise<number> {
  const policy = await ctx.port(policiesPort).read({});
  const [row] = await ctx.db.query<{ days: number | null }>(
    `select max((setting->>'value')::int) as days from (
       select distinct on (organization_id) setting from policy_settings
       where parameter = 'notice.days' and workspace_id is null and withdrawn_at is null and effective_at <= $1
       order by organization_id, effective_at desc, version desc
     ) as newest`,
    [ctx.at],
  );
  return Math.max(policy.number("notice.days"), row?.days ?? 0);
}
