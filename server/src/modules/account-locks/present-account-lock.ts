import type { Selectable } from "kysely";
import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { RowTypes } from "../../framework/table.ts";
import { type accountLocks, lockablePurposes } from "./tables.ts";

export const accountLockOutput = z.object({
  id: z.string(),
  kind: z.enum(["restriction", "objection"]),
  purpose: z.enum(lockablePurposes).nullable(),
  locked_at: timeOutput,
  lifted_at: timeOutput.nullable(),
});
type Row = Selectable<RowTypes<typeof accountLocks>>;

export function presentAccountLock({
  id,
  kind,
  purpose,
  locked_at,
  lifted_at,
}: Row): z.input<typeof accountLockOutput> {
  return { id, kind, purpose: lockablePurposes.find((known) => known === purpose) ?? null, locked_at, lifted_at };
}
