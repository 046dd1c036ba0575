import { registerPort } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";
import type { Subject, Work } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import type { GivenTo } from "../../privacy/public.ts";

type Given = { name: string; last_at: Date };

const outside = "is not null and name not in ('', 'sandbox') group by name order by name";
const asked: Record<Subject["kind"], string> = {
  user: `select name, max(at) as last_at from (select provider_kind as name, created_at as at from generations where user_id = $1) g where name ${outside}`,
  organization: `select name, max(at) as last_at from (select provider_kind as name, created_at as at from generations
    where workspace_id in (select id from workspaces where organization_id = $1)) g where name ${outside}`,
  contact: `select name, max(asked_at) as last_at from (select recipient as name, asked_at from contact_generations
    where workspace_id = (select workspace_id from contacts where id = $1) and contact_id = $1) g where name ${outside}`,
};

/**
 * Which providers of models had been asked with something of the subject: none has a way to have that deleted by request, so
 * the receipt says when it runs out there, by the register. Of whoever is in no register only the one who runs it knows.
 */
export async function findGiven(work: Work, db: Db, { kind, id }: Subject): Promise<GivenTo[]> {
  const found = await db.query<Given>(asked[kind], [id]);
  if (found.length === 0) return [];
  const register = await work.port(registerPort).read();
  return found.map(({ name, last_at }) => describe(name, last_at, register.get(name)?.facts));
}

function describe(word: string, lastAt: Date, facts: { name: string; retention_days: number } | undefined): GivenTo {
  if (!facts)
    return { name: `Model server (${word})`, outcome: "keeps what it was sent as whoever runs it says", by: null };
  const { name, retention_days: days } = facts;
  if (days === 0) return { name, outcome: "keeps nothing of what it was sent", by: lastAt.toISOString() };
  const outcome = `deletes nothing on request; keeps what it was sent for ${days} days at the most`;
  return { name, outcome, by: later(lastAt, days * dayMs).toISOString() };
}
