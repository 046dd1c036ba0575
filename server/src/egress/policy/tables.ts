import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { PolicyRange, PolicyValue } from "../../privacy/public.ts";

/** What one level says of one parameter: the range it leaves to those below, and the value it chose. */
export type PolicySetting = { range?: PolicyRange; value?: PolicyValue };

/** What the columns of both tables mean is the same. The latest row in effect, by version, is what its level says. */
const saying = {
  parameter: plain.word(),
  /** Members of a set of recipients are keyed hashes here. */
  setting: plain.json<PolicySetting>(),
  preset: plain.word().nullable(),
  /** Counts the times its level was saved. */
  version: plain.int(),
  effective_at: plain.time(),
  /** Announced, and taken back before it took effect. */
  withdrawn_at: plain.time().nullable(),
  set_by: plain.actor(),
  created_at: plain.time(),
};

/** What the operator says for everyone. */
export const deploymentPolicySettings = table("deployment_policy_settings", {
  tenant: "deployment",
  owner: owns.nobody("What the installation allows."),
  keep: { cls: "none", because: "What was promised at any time can be looked up later." },
  columns: { id: plain.id("pst"), ...saying },
  indexes: [{ on: ["parameter", "version"], unique: true }],
});

/** What an organization says, and its workspaces. */
export const policySettings = table("policy_settings", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "What was promised at any time can be looked up later." },
  columns: {
    id: plain.id("pst"),
    /** Empty: it holds for the whole organization. */
    workspace_id: plain.ref("workspaces").nullable(),
    ...saying,
    /** Recipients as they were typed, for whoever looks at the policy. */
    recipients: personal
      .json<readonly string[]>({
        category: "contact.address",
        purposes: ["account"],
        seal: "subject",
        erase: "shred",
        export: true,
      })
      .nullable(),
  },
  indexes: [{ on: ["organization_id", "workspace_id", "parameter", "version"], unique: true }],
});
