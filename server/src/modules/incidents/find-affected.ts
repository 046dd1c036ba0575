import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/tenant.ts";
import { registerPort } from "../../egress/public.ts";
import { cataloguePort } from "../../privacy/public.ts";

const affectedBy = lookup<[string, Date, Date], { members: number; contacts: number; actors: number }>(
  "affected_by_incident",
  `select (select count(*)::int from memberships where organization_id = $1 and created_at <= $3) as members,
     (select count(*)::int from contacts where organization_id = $1 and created_at <= $3) as contacts,
     (select count(distinct user_id)::int from audit_entries
       where organization_id = $1 and created_at between $2 and $3) as actors`,
);

export const affectedOutput = z.object({
  members: z.int(),
  contacts: z.int(),
  actors: z.int().describe("Who did something in the organization meanwhile, by the audit log."),
  categories: z.array(z.string()).describe("Kinds of personal data that its tables hold."),
  processors: z.array(z.string()).describe("Who may have received some of it."),
});

/** Whom and what an incident may concern: from the tables' declarations, the access log and the register. */
export async function findAffected(
  work: Work,
  { organization_id, began_at, ended_at }: { organization_id: string; began_at: Date; ended_at: Date },
): Promise<z.input<typeof affectedOutput>> {
  const [counts] = await work.lookup(affectedBy, organization_id, began_at, ended_at);
  const within = [...work.port(cataloguePort).values()].filter(({ tenant }) => tenant !== "deployment");
  const categories = within.flatMap(({ columns }) =>
    Object.values(columns).flatMap(({ info }) => info.personal?.category ?? []),
  );
  const register = await work.port(registerPort).read();
  return { ...counts!, categories: [...new Set(categories)].toSorted(), processors: [...register.keys()].toSorted() };
}
