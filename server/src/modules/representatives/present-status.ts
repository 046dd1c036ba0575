import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { Work } from "../../framework/context.ts";
import { openRequest, type RequestRow } from "../rights-requests/public.ts";

/** Section 3.03 of the protocol; what is not said is left out. */
export const drpStatus = z.object({
  request_id: z.string(),
  agent_request_id: z.string().optional(),
  received_at: timeOutput,
  expected_by: timeOutput.optional(),
  status: z.enum(["in_progress", "fulfilled", "revoked", "denied"]),
  reason: z.enum(["need_user_verification", "other"]).optional(),
  processing_details: z.string().optional(),
  user_verification_url: z.string().optional(),
  expires_at: timeOutput.optional(),
});
type DrpStatus = z.input<typeof drpStatus>;

/** The data itself goes to the person alone: their representative learns how it went. */
export async function presentStatus(work: Work, row: RequestRow): Promise<DrpStatus> {
  const { agent_request_id, extension_reason } = await openRequest(work, row);
  return {
    request_id: row.id,
    ...(agent_request_id === null ? {} : { agent_request_id }),
    received_at: row.created_at,
    ...(row.closed_at === null ? { expected_by: row.due_at } : {}),
    ...(row.expires_at === null ? {} : { expires_at: row.expires_at }),
    ...stateOf(row, extension_reason, work.deployment.origin),
  };
}

function stateOf(
  { state, outcome }: RequestRow,
  extensionReason: string | null,
  origin: string,
): Pick<DrpStatus, "status" | "reason" | "processing_details" | "user_verification_url"> {
  if (state === "withdrawn") return { status: "revoked" };
  if (state === "verifying")
    return {
      status: "in_progress",
      reason: "need_user_verification",
      processing_details: "A link went to the person's address. With it they say whether you may ask for them.",
      user_verification_url: `${origin}/requests`,
    };
  if (state === "open") {
    const details = extensionReason === null ? {} : { processing_details: extensionReason };
    return { status: "in_progress", ...details };
  }
  if (outcome === "refused")
    return { status: "denied", reason: "other", processing_details: "The reasons were told to the person." };
  const done = outcome === "partly" ? "Done in part: the person was told what and why." : "The answer is the person's.";
  return { status: "fulfilled", processing_details: `${done} A link to it went to their address.` };
}
