import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";
import type { StoredRequest } from "./find-privacy-request.ts";

/** The members have until then to take what is theirs. */
export const erasureScheduled = event(
  "organization.erasure_scheduled",
  "An owner confirmed that the organization will be erased.",
  z.object({ organization_id: z.string(), begins_at: z.iso.datetime() }),
);

/** Whoever is concerned is told at once: the person, or through a reaction every member. */
export async function announceErasure(ctx: Context<"user">, request: StoredRequest): Promise<void> {
  const begins_at = (request.starts_at ?? ctx.at).toISOString();
  const { organization_id } = request;
  if (organization_id) return ctx.emit(erasureScheduled, { organization_id, begins_at });
  const filling = { begins: begins_at.slice(0, 10), link: `${ctx.deployment.origin}/trust/data` };
  await sendMail(ctx, { to: { userId: ctx.scope.userId }, template: "erasure_scheduled", filling });
}
