import { mergeRegister, type Processor, type RegisterRow } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";

/** An entry as it is in this transaction; what the process remembers may be half a second old. */
export async function findProcessor(ctx: Context<"operator">, name: string): Promise<Processor | undefined> {
  const rows = await ctx.db.query<RegisterRow>(
    "select name, facts, effective_at, retired_at from processors where name = $1",
    [name],
  );
  return mergeRegister(rows).get(name);
}
