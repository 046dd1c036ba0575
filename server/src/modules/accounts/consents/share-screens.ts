import type { Work } from "../../../framework/context.ts";
import { noteConsent } from "../../consents/public.ts";
import { forgetScreens } from "../../telemetry/public.ts";

/** Notes that screens may be counted, or no more: then what was noted is deleted. */
export async function shareScreens(
  ctx: Work<"user">,
  said: { isGiven: boolean; in: "settings" | "my_consents" },
): Promise<void> {
  await noteConsent(ctx, { purpose: "screens", ...said });
  if (!said.isGiven) await forgetScreens(ctx);
}
