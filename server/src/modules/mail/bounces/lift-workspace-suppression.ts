import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { emailField, indexEmail } from "../../users/public.ts";

export const liftWorkspaceSuppression = endpoint({
  method: "POST",
  path: "/mail-suppressions/lift",
  summary: "Let the workspace write to an address again that its mails came back from.",
  description:
    "When somebody says that their mailbox works. The list holds no addresses: it is found by a keyed hash. Of addresses with an account here it is the operator who lifts it.",
  scope: "workspace",
  permission: "deliveries.write",
  purpose: "deliveries",
  input: z.strictObject({ email: emailField }),
  output: z.object({ was_suppressed: z.boolean() }),
  audit: { action: "mail.workspace_suppression_lifted", target: () => "" },
  async run({ db, scope, keyring }, { email }) {
    const lifted = await db.query(
      "delete from address_suppressions where organization_id = $1 and holder = $2 and address_index = $3 returning 1",
      [scope.organizationId, scope.workspaceId, indexEmail(keyring, email)],
    );
    return { was_suppressed: lifted.length > 0 };
  },
});
