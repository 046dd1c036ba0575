import * as z from "zod";
import type { Context, Subject } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { privacyRequestErrors } from "./errors.ts";
import { insertErasure, insertExport } from "./insert-erasure.ts";
import { requestOutput } from "./present-privacy-request.ts";

export const createPrivacyRequest = endpoint({
  method: "POST",
  path: "/privacy-requests",
  summary: "Ask for everything of yours, or for its end.",
  description:
    "An export can be downloaded at once. An erasure is only planned: look at the plan, then confirm it. The receipt's token is shown here and never again.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({
    kind: z.enum(["export", "erase"]),
    subject: z.enum(["me", "organization"]),
    organization_id: z
      .string()
      .regex(idPattern)
      .optional()
      .describe("Which organization, where it is about one. You must be its owner."),
  }),
  output: requestOutput,
  status: 201,
  refusals: [privacyRequestErrors.already_open, requestErrors.not_found],
  audit: { action: "privacy_request.created", target: ({ id }) => id },
  async run(ctx, { kind, subject, organization_id }) {
    const about = await proveSubject(ctx, subject, organization_id);
    return kind === "export" ? insertExport(ctx, about) : insertErasure(ctx, about);
  },
});

/** Whom the request is about. An organization's data is its owners' to ask for. */
async function proveSubject(
  ctx: Context<"user">,
  asked: "me" | "organization",
  organizationId: string | undefined,
): Promise<Subject> {
  const { userId } = ctx.scope;
  if (asked === "me") {
    if (organizationId !== undefined) throw requestErrors.invalid({ path: "organization_id", issue: "not_for_me" });
    return { kind: "user", id: userId };
  }
  if (organizationId === undefined) throw requestErrors.invalid({ path: "organization_id", issue: "missing" });
  const [membership] = await ctx.db.query<{ role: string }>(
    "select role from memberships where user_id = $1 and organization_id = $2",
    [userId, organizationId],
  );
  if (!membership) throw requestErrors.not_found();
  if (membership.role !== "owner") throw requestErrors.not_allowed({ permission: "organization.erase" });
  await ctx.become({ organizationId });
  return { kind: "organization", id: organizationId };
}
