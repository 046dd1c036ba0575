import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { consentsOutput, describeConsents, mayRemember, noteConsent } from "../../consents/public.ts";

export const allowMemory = endpoint({
  method: "POST",
  path: "/me/consents/memory",
  summary: "Agree that agents remember what you tell them.",
  description: "Agreeing again changes nothing. It is taken back by `POST /me/consents/withdraw`.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({}),
  output: consentsOutput,
  audit: { action: "user.memory_allowed", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx) {
    if (!(await mayRemember(ctx))) await noteConsent(ctx, { purpose: "memory", isGiven: true, in: "settings" });
    return describeConsents(ctx);
  },
});
