import type { Work } from "../../../framework/context.ts";
import type { VersionRow } from "../find-versions.ts";
import { policyVersions } from "../tables.ts";

/** The text of a version, as long as its organization is there. */
export async function openDocument(ctx: Work, { organization_id, id, document }: VersionRow): Promise<string> {
  const key = await ctx.keys.of({ kind: "organization", id: organization_id }, "account");
  return ctx.open(policyVersions, key, { organization_id, id, document }).document;
}
