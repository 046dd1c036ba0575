import type { Work } from "../framework/context.ts";
import { gatePort } from "./ports.ts";

/**
 * Asks ahead what the gate asks again when it is sent, so that whoever asks for something later hears the no at once.
 * @throws Refusal `egress.consent_missing`, `egress.age_refused`
 */
export async function checkConsent(work: Work, contactId: string | null | undefined): Promise<void> {
  if (contactId) await work.port(gatePort).checkConsent(work, { contactId });
}
