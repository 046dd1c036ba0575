import { personal, plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";

/** What somebody signed so that another may ask for them: one document of a request, gone with it. */
export const signedPermissions = table("signed_permissions", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "support", because: "Whoever asks for somebody else shows that they may; it goes with the request." },
  columns: {
    id: plain.id("spm"),
    rights_request_id: plain.ref("rights_requests").unique(),
    /** As found in the first bytes, never as claimed. */
    type: plain.word(),
    bytes: plain.int(),
    /** The document in base64. Whoever answers downloads it; an export of the organization has it as a file. */
    content: personal.document({
      type: "type",
      category: "user.communication",
      purposes: ["rights", "account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    received_at: plain.time(),
    /** When a member had looked at it and took it for good; who it was is in the audit log. */
    checked_at: plain.time().nullable(),
  },
});
