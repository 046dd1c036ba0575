import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { timeOutput } from "../../../framework/endpoint.ts";
import type { RequestRow } from "../find-request.ts";
import { signedPermissions } from "./tables.ts";

export const permissionOutput = z.object({
  type: z.string(),
  bytes: z.int(),
  received_at: timeOutput,
  checked_at: timeOutput.nullable().describe("When a member had looked at it and took it for good."),
});

/** What is known of the document without opening it. */
export async function findPermission(work: Work, { organization_id, id }: Pick<RequestRow, "organization_id" | "id">) {
  const found = await work.db
    .of(signedPermissions)
    .selectFrom("signed_permissions")
    .select(["type", "bytes", "received_at", "checked_at"])
    .where("organization_id", "=", organization_id)
    .where("rights_request_id", "=", id)
    .executeTakeFirst();
  return found ?? null;
}

/** While it is not shown that somebody may ask for another, and they have confirmed who they are themselves. */
export const takesPermission = ({ asker, state, kind, confirmed_at }: RequestRow): boolean =>
  asker !== "self" && kind !== "report_minor" && state === "verifying" && confirmed_at !== null;

/** A member has looked at it, and goes by it. */
export async function noteChecked(work: Work, { organization_id, id }: RequestRow): Promise<void> {
  await work.db
    .of(signedPermissions)
    .updateTable("signed_permissions")
    .set({ checked_at: work.at })
    .where("organization_id", "=", organization_id)
    .where("rights_request_id", "=", id)
    .execute();
}
