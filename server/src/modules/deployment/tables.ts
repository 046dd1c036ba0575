import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Who may make an account by themselves: anyone, whoever was invited, nobody. */
export const signUpModes = ["open", "invited", "closed"] as const;

/** One row, once the operator has changed anything. */
export const deploymentSettings = table("deployment_settings", {
  tenant: "deployment",
  owner: owns.nobody("How the installation is set up."),
  keep: { cls: "none", because: "What the operator decided holds until they decide otherwise." },
  columns: {
    id: plain.oneOf(["settings"]),
    sign_up: plain.oneOf(signUpModes),
    changed_at: plain.time(),
    version: plain.int(),
  },
});

/** Links that make whoever opens them the operator, while there is none. Only their hash is kept. */
export const ownerLinks = table("owner_links", {
  tenant: "deployment",
  owner: owns.nobody("Random, and printed only where Avow was started."),
  keep: { cls: "credential", because: "The link printed at the start must be recognised until someone has used it." },
  key: ["token_hash"],
  columns: { token_hash: plain.hash(), created_at: plain.time() },
});
