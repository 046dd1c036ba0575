import type { Work } from "../../../framework/context.ts";
import { workspaces } from "../../workspaces/public.ts";
import type { RequestRow } from "../find-request.ts";

/** Where a request was passed, by name; a workspace that is gone has none. */
export async function nameWorkspaces(work: Work, { organization_id, forwarded_to }: RequestRow): Promise<string[]> {
  if (!forwarded_to?.length) return [];
  const rows = await work.db
    .of(workspaces)
    .selectFrom("workspaces")
    .select(["organization_id", "id", "name"])
    .where("organization_id", "=", organization_id)
    .where("id", "in", forwarded_to)
    .orderBy("id")
    .execute();
  const key = await work.keys.of({ kind: "organization", id: organization_id }, "account");
  return rows.map((row) => work.open(workspaces, key, row).name);
}
