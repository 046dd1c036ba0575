import type { Work } from "../../framework/context.ts";
import { beforeTenant, lookup } from "../../framework/database/tenant.ts";
import type { PolicySnapshot } from "./tables.ts";

export type VersionRow = {
  id: string;
  organization_id: string;
  version: number;
  hash: string;
  document: Buffer;
  snapshot: PolicySnapshot;
  is_material: boolean;
  published_at: Date;
  effective_at: Date;
};

const versionsOfOrganization = lookup<[string], VersionRow>(
  "policy_versions",
  `select id, organization_id, version, hash, document, snapshot, is_material, published_at, effective_at
   from policy_versions where organization_id = $1 order by version desc`,
);

/** Every version that an organization has published, newest first. They are public. */
export const findVersions = ({ database }: Pick<Work, "database">, organizationId: string): Promise<VersionRow[]> =>
  beforeTenant(database, versionsOfOrganization, organizationId);

/** The version in force, and the one that was announced. */
export function chooseVersions(versions: readonly VersionRow[], at: Date) {
  const current = versions.find(({ effective_at }) => effective_at <= at);
  const [newest] = versions;
  return { current, coming: newest && newest.effective_at > at ? newest : undefined };
}
