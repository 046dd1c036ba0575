import { createHash } from "node:crypto";
import * as z from "zod";
import type { Context, Subject } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { isUniqueViolation, requestErrors } from "../../framework/errors.ts";
import { idPattern, newSecret } from "../../framework/ids.ts";
import { durationOf, privacyRequests, shift, subjectReference } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import type { StoredRequest } from "./find-privacy-request.ts";
import { hashReceiptToken } from "./hash-receipt-token.ts";
import { presentPrivacyRequest, requestOutput } from "./present-privacy-request.ts";

/** A plan that nobody confirms lapses. */
const planned = { amount: 7, unit: "days" } as const;

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

const columnsOf = ({ kind, id }: Subject, requestedBy: string) => ({
  user_id: kind === "user" ? id : null,
  organization_id: kind === "organization" ? id : null,
  requested_by: requestedBy,
});

async function insertExport(ctx: Context<"user">, subject: Subject) {
  const request = { id: ctx.newId("prq"), kind: "export" as const, state: "completed" as const, completed_at: ctx.at };
  const times = { created_at: ctx.at, expires_at: shift(ctx.at, durationOf("export.available_days")) };
  const row = { ...request, ...times, ...columnsOf(subject, ctx.scope.userId) };
  const insert = ctx.db.of(privacyRequests).insertInto("privacy_requests").values(row);
  return presentPrivacyRequest(asStored(await insert.returningAll().executeTakeFirstOrThrow()), ctx.at);
}

async function insertErasure(ctx: Context<"user">, subject: Subject) {
  const token = newSecret("rct_");
  const salt = createHash("sha256").update(`avow receipt reference|${token}`).digest();
  await dropUnconfirmed(ctx, subject);
  const insert = ctx.db
    .of(privacyRequests)
    .insertInto("privacy_requests")
    .values({
      id: ctx.newId("prq"),
      kind: "erase",
      state: "planned",
      ...columnsOf(subject, ctx.scope.userId),
      receipt_token_hash: hashReceiptToken(token),
      subject_reference: subjectReference(salt, subject.id),
      created_at: ctx.at,
      expires_at: shift(ctx.at, planned),
    });
  try {
    return presentPrivacyRequest(asStored(await insert.returningAll().executeTakeFirstOrThrow()), ctx.at, token);
  } catch (error) {
    const names = ["privacy_requests_user_id", "privacy_requests_organization_id"];
    if (names.some((name) => isUniqueViolation(error, name))) throw privacyRequestErrors.already_open();
    throw error;
  }
}

/** A plan that was never confirmed gives way to the new one. */
async function dropUnconfirmed(ctx: Context<"user">, { kind, id }: Subject): Promise<void> {
  const column = kind === "user" ? "user_id" : "organization_id";
  await ctx.db.query(`delete from privacy_requests where ${column} = $1 and kind = 'erase' and state = 'planned'`, [
    id,
  ]);
}

const asStored = (row: Omit<StoredRequest, "tasks" | "tasks_done">): StoredRequest => ({
  ...row,
  tasks: 0,
  tasks_done: 0,
});
