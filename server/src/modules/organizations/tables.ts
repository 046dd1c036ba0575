import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Who pays and answers. */
export const organizations = table("organizations", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "An organization is there until its owner erases it." },
  key: [],
  columns: {
    name: personal.text({
      category: "organization.name",
      purposes: ["account", "contacts", "converse"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    /** AI is on only where the organization and the workspace say so. */
    ai_enabled: plain.bool(),
    suspended_at: plain.time().nullable(),
    /** In the operator's words. */
    suspended_reason: personal
      .text({ category: "organization.status", purposes: ["account"], seal: "subject", erase: "shred", export: true })
      .nullable(),
    created_at: plain.time(),
    version: plain.int(),
  },
});
