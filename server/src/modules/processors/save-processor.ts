import type { Context } from "../../framework/context.ts";
import { policiesPort, type Processor, type ProcessorFacts, processors, registerChannel } from "../../egress/public.ts";
import { shift } from "../../privacy/public.ts";
import { hasSeveralUsers } from "../users/public.ts";

/**
 * Writes an entry. Data goes to a processor that is new from the end of the notice period on; at once while the first
 * owner is the only one with an account. What changes about one already in effect holds at once.
 */
export async function saveProcessor(
  ctx: Context<"operator">,
  name: string,
  facts: ProcessorFacts,
  before: Processor | undefined,
): Promise<Processor> {
  const effectiveAt = before?.effectiveAt ?? (await firstDay(ctx));
  const row = {
    facts,
    effective_at: effectiveAt,
    retired_at: null,
    changed_by: ctx.scope.userId,
    changed_at: ctx.at,
  };
  await ctx.db
    .of(processors)
    .insertInto("processors")
    .values({ id: ctx.newId("prc"), name, ...row, version: 1 })
    .onConflict((on) => on.column("name").doUpdateSet((eb) => ({ ...row, version: eb("processors.version", "+", 1) })))
    .execute();
  await announceRegister(ctx);
  return { name, facts, effectiveAt };
}

async function firstDay(ctx: Context<"operator">): Promise<Date> {
  if (!(await hasSeveralUsers(ctx))) return ctx.at;
  const policy = await ctx.port(policiesPort).read({});
  return shift(ctx.at, { amount: policy.number("notice.days"), unit: "days" });
}

/** Tells every process to look again, running calls included. */
export const announceRegister = (ctx: Context<"operator">) =>
  ctx.db.query("select pg_notify($1, '')", [registerChannel]);
