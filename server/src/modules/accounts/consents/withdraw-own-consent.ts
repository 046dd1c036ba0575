import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import {
  agreeablePurposes,
  type AgreeablePurpose,
  consentsOutput,
  describeConsents,
  mayRemember,
  noteConsent,
} from "../../consents/public.ts";
import type { Context } from "../../../framework/context.ts";
import { keepChoice } from "../../mail/public.ts";
import { shareScreens } from "./share-screens.ts";

const withdrawals: Record<AgreeablePurpose, (ctx: Context<"user">) => Promise<void>> = {
  marketing: (ctx) => keepChoice(ctx, { topic: "marketing", isWanted: false, by: "my_consents" }),
  async memory(ctx) {
    if (await mayRemember(ctx)) await noteConsent(ctx, { purpose: "memory", isGiven: false, in: "my_consents" });
  },
  async screens(ctx) {
    const sql =
      "update users set shares_screens = false, version = version + 1 where id = $1 and shares_screens returning id";
    const changed = await ctx.db.query(sql, [ctx.scope.userId]);
    if (changed.length > 0) await shareScreens(ctx, { isGiven: false, in: "my_consents" });
  },
};

export const withdrawOwnConsent = endpoint({
  method: "POST",
  path: "/me/consents/withdraw",
  summary: "Take back what you agreed to. It is obeyed by the next operation.",
  description: "Taking back what was never given changes nothing.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({ purpose: z.enum(agreeablePurposes) }),
  output: consentsOutput,
  audit: { action: "user.consent_withdrawn", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { purpose }) {
    await withdrawals[purpose](ctx);
    return describeConsents(ctx);
  },
});
