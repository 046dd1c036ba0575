import * as z from "zod";
import { approvals, approvalStates } from "../../egress/public.ts";
import type { Context, Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";

export const approvalOutput = z.object({
  id: z.string(),
  kind: z.string().describe("What kind of thing waits."),
  subject: z.string(),
  hash: z.string().describe("SHA-256, in hex, of what is approved. Send it back with the decision."),
  amount: z.int().nullable().describe("What it costs at most, in millionths of a credit. Null where it does not say."),
  state: z.enum(approvalStates),
  summary: z.string(),
  reason: z.string().nullable(),
  asked_by: z.string().nullable(),
  yes_needed: z.int().describe("How many people have to say yes; where it is two, neither of them asked."),
  first_yes_by: z.string().nullable().describe("Who said yes already, where two have to."),
  decided_by: z.string().nullable(),
  expires_at: z.iso.datetime(),
  created_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});

export type Approval = z.infer<typeof approvalOutput>;

/** Approvals of the workspace, opened; the newest first. */
export async function readApprovals(
  work: Work<"workspace">,
  ask: { state?: string | undefined; before?: string | undefined; id?: string; limit: number },
): Promise<z.infer<typeof approvalOutput>[]> {
  const { organizationId, workspaceId } = work.scope;
  let query = work.db
    .of(approvals)
    .selectFrom("approvals")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "<", ask.before ?? "~");
  if (ask.state) query = query.where("state", "=", ask.state as (typeof approvalStates)[number]);
  if (ask.id) query = query.where("id", "=", ask.id);
  const rows = await query.orderBy("id", "desc").limit(ask.limit).execute();
  const key = await work.keys.of({ kind: "organization", id: organizationId }, "content");
  return rows.map((row) => {
    const { organization_id: _o, workspace_id: _w, hash, amount, ...opened } = work.open(approvals, key, row);
    const { expires_at, created_at, ended_at, ...rest } = opened;
    return {
      ...rest,
      hash: hash.toString("hex"),
      amount: readMicros(amount),
      expires_at: expires_at.toISOString(),
      created_at: created_at.toISOString(),
      ended_at: ended_at?.toISOString() ?? null,
    };
  });
}

/** The driver gives 64-bit numbers as text. */
const readMicros = (stored: number | string | null) => (stored === null ? null : Number(stored));

/** What rules may look at: one about an amount is not met by what does not say its own. */
export const aboutAmount = (amount: number | null) => (amount === null ? {} : { amount });

/** @throws Refusal `request.not_found` */
export async function loadApproval(ctx: Context<"workspace">, id: string): Promise<z.infer<typeof approvalOutput>> {
  const [found] = await readApprovals(ctx, { id, limit: 1 });
  if (!found) throw requestErrors.not_found();
  return found;
}
