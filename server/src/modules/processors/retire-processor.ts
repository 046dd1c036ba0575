import * as z from "zod";
import { processors } from "../../egress/public.ts";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findProcessor } from "./find-processor.ts";
import { announceRegister } from "./save-processor.ts";

export const retireProcessor = endpoint({
  method: "DELETE",
  path: "/operator/processors/{processor}",
  summary: "Take a processor out of the register: nothing goes there from now on.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ processor: z.string().max(40) }),
  output: nothing,
  status: 204,
  audit: { action: "processor.retired", target: (_output, { processor }) => processor },
  async load(ctx, { processor }) {
    const found = await findProcessor(ctx, processor);
    if (!found) throw requestErrors.not_found();
    return found;
  },
  async run(ctx, { processor }, { resource }) {
    const gone = { retired_at: ctx.at, changed_by: ctx.scope.userId, changed_at: ctx.at };
    await ctx.db
      .of(processors)
      .insertInto("processors")
      .values({ id: ctx.newId("prc"), name: processor, facts: resource.facts, effective_at: null, ...gone, version: 1 })
      .onConflict((on) =>
        on.column("name").doUpdateSet((eb) => ({ ...gone, version: eb("processors.version", "+", 1) })),
      )
      .execute();
    await announceRegister(ctx);
    return {};
  },
});
