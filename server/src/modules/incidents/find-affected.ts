import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { registerPort } from "../../egress/public.ts";
import { cataloguePort } from "../../privacy/public.ts";
import type { IncidentRow } from "./find-incident.ts";

type Counts = { members: number; contacts: number; actors: number; records: number };

const affectedBy = lookup<[string, Date, Date, string | null], Counts>(
  "affected_by_incident",
  `select
     (select count(*)::int from memberships m where m.organization_id = $1 and m.created_at <= $3
       and ($4::text is null or exists (select from generations g where g.organization_id = $1
         and g.user_id = m.user_id and g.provider = $4 and g.created_at <= $3))) as members,
     (select count(*)::int from contacts c where c.organization_id = $1 and c.created_at <= $3
       and ($4::text is null or exists (select from contact_generations g where g.workspace_id = c.workspace_id
         and g.contact_id = c.id and g.recipient = $4 and g.asked_at <= $3))) as contacts,
     (select count(distinct user_id)::int from audit_entries
       where organization_id = $1 and created_at between $2 and $3) as actors,
     case when $4::text is null then
       (select count(*)::int from memberships where organization_id = $1 and created_at <= $3)
       + (select count(*)::int from contacts where organization_id = $1 and created_at <= $3)
       + (select count(*)::int from contact_identities where organization_id = $1 and created_at <= $3)
       + (select count(*)::int from messages where organization_id = $1 and created_at <= $3)
       + (select count(*)::int from files where organization_id = $1 and created_at <= $3)
     else (select count(*)::int from generations
       where organization_id = $1 and provider = $4 and created_at <= $3) end as records`,
);

export const affectedOutput = z.object({
  members: z.int(),
  contacts: z.int(),
  actors: z.int().describe("Who did something in the organization meanwhile, by the audit log."),
  records: z
    .int()
    .describe("Members, contacts, their addresses, messages and files that were there; at one processor: calls to it."),
  categories: z.array(z.string()).describe("Kinds of personal data that its tables hold."),
  processors: z.array(z.string()).describe("Who may have received some of it."),
});

/** Whom and what an incident may concern: from the tables' declarations, the access log and the register. */
export async function findAffected(
  work: Work,
  { organization_id, began_at, ended_at, processor }: IncidentRow,
): Promise<z.input<typeof affectedOutput>> {
  const [counts] = await work.lookup(affectedBy, organization_id, began_at, ended_at, processor);
  const within = [...work.port(cataloguePort).values()].filter(({ tenant }) => tenant !== "deployment");
  const categories = within.flatMap(({ columns }) =>
    Object.values(columns).flatMap(({ info }) => info.personal?.category ?? []),
  );
  const register = await work.port(registerPort).read();
  const processors = processor === null ? [...register.keys()].toSorted() : [processor];
  return { ...counts!, categories: [...new Set(categories)].toSorted(), processors };
}
