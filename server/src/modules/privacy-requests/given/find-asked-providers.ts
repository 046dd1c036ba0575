import type { Subject } from "../../../framework/context.ts";
import type { Db } from "../../../framework/database/tenant.ts";

type Asked = { name: string; last_at: Date };

const outside = "is not null and name not in ('', 'sandbox') group by name order by name";
const asked: Record<Subject["kind"], string> = {
  user: `select name, max(at) as last_at from (select provider_kind as name, created_at as at from generations where user_id = $1) g where name ${outside}`,
  organization: `select name, max(at) as last_at from (select provider_kind as name, created_at as at from generations
    where workspace_id in (select id from workspaces where organization_id = $1)) g where name ${outside}`,
  contact: `select name, max(asked_at) as last_at from (select recipient as name, asked_at from contact_generations
    where workspace_id = (select workspace_id from contacts where id = $1) and contact_id = $1) g where name ${outside}`,
};

/** Which providers of models had been asked with something of the subject. */
export const findAskedProviders = (db: Db, { kind, id }: Subject): Promise<Asked[]> =>
  db.query<Asked>(asked[kind], [id]);
