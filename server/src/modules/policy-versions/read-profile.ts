import type { Work } from "../../framework/context.ts";
import { beforeTenant, lookup } from "../../framework/database/tenant.ts";
import { blankProfile, type OperatorProfile } from "./operator-profile.ts";

const operatorProfileRow = lookup<[], { profile: OperatorProfile; version: number }>(
  "operator_profile",
  "select profile, version from operator_profiles",
);

/** Who runs the deployment, as far as they have said so. */
export async function readProfile({
  database,
}: Pick<Work, "database">): Promise<{ profile: OperatorProfile; version: number }> {
  const [row] = await beforeTenant(database, operatorProfileRow);
  return row ?? { profile: blankProfile, version: 0 };
}
