import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { lockOutput } from "../present-contact.ts";
import { type ConsentPurpose, consentPurposes, contactLocks, lockKinds } from "../tables.ts";
import { touchContact } from "../touch-contact.ts";

export const lockContact = endpoint({
  method: "POST",
  path: "/contacts/{contact_id}/locks",
  summary: "Lock a contact's data, or note that they object to a purpose. It is obeyed by the next operation.",
  description:
    "A restriction is of everything: what is kept stays, and nothing is done with it but legal claims. It outdoes any consent, and is obeyed within a second also by what is running.",
  scope: "workspace",
  permission: "contacts.write",
  purpose: "contacts",
  status: 201,
  input: z.strictObject({
    contact_id: z.string(),
    kind: z.enum(lockKinds),
    purpose: z.enum(consentPurposes).optional().describe("Of an objection: to what."),
  }),
  output: lockOutput,
  audit: { action: "contact.locked", target: (_, { contact_id }) => contact_id },
  run(ctx, { contact_id, kind, purpose = null }) {
    if (kind === "restriction" && purpose !== null)
      throw requestErrors.invalid({ path: "purpose", issue: "not_for_restriction" });
    if (kind === "objection" && purpose === null) throw requestErrors.invalid({ path: "purpose", issue: "missing" });
    return insertLock(ctx, contact_id, { kind, purpose });
  },
});

type Lock = { kind: "restriction" | "objection"; purpose: ConsentPurpose | null };

export async function insertLock(work: Work, contact_id: string, { kind, purpose }: Lock) {
  await touchContact(work, contact_id);
  const shown = { id: work.newId("clk"), kind, purpose, locked_at: work.at };
  const { organizationId, workspaceId } = work.scope;
  const place = { organization_id: organizationId!, workspace_id: workspaceId!, contact_id };
  await work.db
    .of(contactLocks)
    .insertInto("contact_locks")
    .values({ ...place, ...shown })
    .execute();
  return { ...shown, lifted_at: null, told_how: null, grounds: null };
}
