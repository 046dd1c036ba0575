import type { Work } from "../../../framework/context.ts";
import { policiesPort } from "../../../egress/public.ts";
import type { Promised } from "./reckon-due.ts";

/** What the policy in force promises to whoever asks. */
export async function readPromised(work: Work, organizationId: string): Promise<Promised> {
  const policy = await work.port(policiesPort).read({ organizationId });
  return {
    days: policy.number("dsar.days"),
    extensionDays: policy.number("dsar.extension_days"),
    enquiryBusinessDays: policy.number("enquiry.business_days"),
  };
}
