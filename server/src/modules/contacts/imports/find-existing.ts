import type { Work } from "../../../framework/context.ts";
import type { AgeState, ConsentPurpose } from "../tables.ts";
import type { Existing } from "./plan-import.ts";

type Stored = {
  hash: string;
  id: string;
  is_named: boolean;
  age_state: AgeState;
  identities: number;
  said: ConsentPurpose[];
  is_being_erased: boolean;
};

const existingSql = `select encode(i.value_index, 'hex') as hash, c.id, c.name is not null as is_named, c.age_state,
     (select count(*)::int from contact_identities o where o.workspace_id = c.workspace_id and o.contact_id = c.id) as identities,
     array(select distinct s.purpose from contact_consents s
       where s.workspace_id = c.workspace_id and s.contact_id = c.id) as said,
     c.suspended_at is not null or exists (select 1 from privacy_requests r
       where r.contact_id = c.id and r.kind = 'erase' and r.state in ('cooling_off', 'executing')) as is_being_erased
   from contact_identities i join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
   where i.workspace_id = $1 and i.value_index = any($2)`;

/** Who has any of these identities, by its hash in hex. */
export async function findExisting(work: Work, hashes: readonly string[]): Promise<Map<string, Existing>> {
  const wanted = hashes.map((hash) => Buffer.from(hash, "hex"));
  const rows = await work.db.query<Stored>(existingSql, [work.scope.workspaceId, wanted]);
  const byId = new Map(rows.map((row) => [row.id, present(row)]));
  return new Map(rows.flatMap(({ hash, id }): [string, Existing][] => [[hash, byId.get(id)!]]));
}

const present = ({ id, is_named, age_state, identities, said, is_being_erased }: Stored): Existing => ({
  id,
  isNamed: is_named,
  age_state,
  identities,
  said: new Set(said),
  isBeingErased: is_being_erased,
});
