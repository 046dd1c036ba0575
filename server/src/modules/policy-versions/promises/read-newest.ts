import type { Db } from "../../../framework/database/tenant.ts";

export type PolicyVersionTimes = { organization_id: string; version: number; published_at: Date; effective_at: Date };

/** The newest version of each organization that has published one. */
export const readNewest = (db: Db): Promise<PolicyVersionTimes[]> =>
  db.query<PolicyVersionTimes>(
    `select distinct on (organization_id) organization_id, version, published_at, effective_at
     from policy_versions order by organization_id, version desc limit 1000`,
  );
