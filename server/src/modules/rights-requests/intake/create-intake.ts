import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { dayMs, later } from "../../../framework/clock.ts";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { emailField } from "../../users/public.ts";
import { findRegime } from "../clock/find-regime.ts";
import { askers, requestKinds } from "../tables.ts";
import { mailRequest } from "../mail-request.job.ts";
import { insertRequest } from "./insert-request.ts";
import { mayWriteTo, takeIntakeLimit } from "./take-intake-limit.ts";

/** Nothing is done for an address that nobody confirms. */
const confirmableMs = 7 * dayMs;

const isThere = lookup<[string], { organization_id: string }>(
  "organization_to_ask",
  "select organization_id from organizations where organization_id = $1",
);

const input = z.strictObject({
  organization_id: z.string().max(40),
  kind: z.enum(requestKinds),
  email: emailField.describe("Where the answer goes. Nothing is done until it is confirmed."),
  name: z.string().trim().min(1).max(200).optional(),
  residence: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .optional()
    .describe("ISO 3166 code of a country or its part, such as `DE` or `US-CA`. It decides which law's clock runs."),
  details: z.string().trim().min(1).max(4000).optional(),
  asker: z.enum(askers).default("self").describe("Whether it is about whoever asks."),
  subject_email: emailField
    .optional()
    .describe(
      "Whom it is about, where that is somebody else: they are asked whether you may. With `report_minor`, the address of the account.",
    ),
});

/** The same answer for every address: no contact and no account is looked for before the address is confirmed. */
export const createIntake = endpoint({
  method: "POST",
  path: "/trust/organizations/{organization_id}/requests",
  summary: "Ask an organization something about personal data, without an account.",
  description:
    "A link goes to the address, and to whom it is about where somebody else asks. The clock runs from now. The answer is the same for every address. `report_minor` says that an account is a child's: once you confirm, it is suspended.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input,
  output: nothing,
  status: 202,
  audit: { action: "rights_request.announced", target: (_output, { organization_id }) => organization_id },
  async run(ctx, asked) {
    if (asked.asker === "self" && asked.subject_email !== undefined)
      throw requestErrors.invalid({ path: "subject_email", issue: "not_for_self" });
    if (asked.kind === "report_minor" && asked.asker === "self")
      throw requestErrors.invalid({ path: "asker", issue: "not_for_self" });
    if (asked.kind === "report_minor" && asked.subject_email === undefined)
      throw requestErrors.invalid({ path: "subject_email", issue: "missing" });
    const [organization] = await ctx.lookup(isThere, asked.organization_id);
    if (!organization) throw requestErrors.not_found();
    await ctx.become({ organizationId: organization.organization_id });
    await takeIntakeLimit(ctx, organization.organization_id);
    const addresses = [asked.email, ...(asked.subject_email === undefined ? [] : [asked.subject_email])];
    for (const address of addresses) if (!(await mayWriteTo(ctx, address))) return {};
    await ctx.enqueue(mailRequest, { rights_request_id: await insert(ctx, asked), tells: "confirm" });
    return {};
  },
});

/** Whether whom it is about has to agree. Nobody asks a child whether they may be reported to be one. */
const asksSubject = ({ kind, subject_email }: z.output<typeof input>) =>
  subject_email !== undefined && kind !== "report_minor";

async function insert(ctx: Context, asked: z.output<typeof input>): Promise<string> {
  const { organization_id, kind, asker, email: address } = asked;
  const residence = asked.residence ?? null;
  const about = { organization_id, kind, asker, address, residence, regime: findRegime(residence) };
  const written = { name: asked.name ?? null, details: asked.details ?? null };
  const whom = { asksSubject: asksSubject(asked), subject_address: asked.subject_email ?? null };
  const stands = { state: "verifying", expires_at: later(ctx.at, confirmableMs) } as const;
  return (await insertRequest(ctx, { ...about, ...written, ...whom }, stands)).id;
}
