import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { type ErasureRequest, requestStates, shift } from "../../privacy/public.ts";
import type { StoredRequest } from "./find-privacy-request.ts";
import { readDuration } from "./read-duration.ts";

const time = z.iso.datetime();

export const requestOutput = z.object({
  id: z.string(),
  kind: z.enum(["export", "erase"]),
  subject: z.enum(["me", "organization", "contact"]),
  organization_id: z.string().nullable(),
  contact_id: z.string().nullable(),
  state: z.enum(requestStates),
  refusal: z.string().nullable().describe("Code of the refusal, where it could not be carried out."),
  created_at: time,
  due_at: time.describe("By when it is answered at the latest."),
  cooling_off_until: time.nullable().describe("When erasing begins. Until then it can be withdrawn."),
  completed_at: time.nullable(),
  archive: z
    .object({ bytes: z.int().nullable().describe("Unknown: it is written while you download it."), expires_at: time })
    .nullable(),
  receipt_token: z
    .string()
    .nullable()
    .describe("Shown once, when an erasure is asked for. It fetches the receipt after you are gone: keep it."),
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
});

export async function presentPrivacyRequest(
  { port, at }: Pick<Work, "port" | "at">,
  request: StoredRequest,
  receiptToken: string | null = null,
): Promise<z.input<typeof requestOutput>> {
  const { id, kind, state, expires_at: expiresAt, organization_id, contact_id } = request;
  const answerWithin = await readDuration({ port }, "dsar.days", organization_id ?? undefined);
  const isThere = kind === "export" && expiresAt !== null && expiresAt > at;
  return {
    id,
    kind,
    subject: contact_id ? "contact" : organization_id ? "organization" : "me",
    organization_id,
    contact_id,
    state,
    refusal: request.refusal,
    created_at: request.created_at.toISOString(),
    due_at: shift(request.created_at, answerWithin).toISOString(),
    cooling_off_until: state === "cooling_off" ? (request.starts_at?.toISOString() ?? null) : null,
    completed_at: request.completed_at?.toISOString() ?? null,
    archive: isThere ? { bytes: null, expires_at: expiresAt.toISOString() } : null,
    receipt_token: receiptToken,
    progress: state === "executing" ? { done: request.tasks_done, total: request.tasks } : null,
  };
}

/** Goes on in the organization a request is about, so that its rows are in reach and its log has the entry. */
export async function enterSubject(
  ctx: Work & { become(ids: { organizationId?: string }): Promise<void> },
  request: Pick<ErasureRequest, "organization_id">,
): Promise<void> {
  if (request.organization_id) await ctx.become({ organizationId: request.organization_id });
}
