import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { noteBounce } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { mailErrors } from "../errors.ts";
import { type Bounce, parseBounce } from "./parse-bounce.ts";
import { isHard, suppressAddress } from "./suppress-address.ts";

export const takeBounce = endpoint({
  method: "POST",
  path: "/mail/bounces",
  summary: "Hand in a mail that came back.",
  description:
    "For the mail server of AVOW_MAIL_FROM: what it gets for that address, whole, as `message`, with the token in AVOW_MAIL_BOUNCE_TOKEN. Reports of failure (RFC 3464) and of complaint (RFC 5965) about mails from here are acted on, all else is forgotten.",
  // Read as programs write it, and no cookie is looked at.
  dialect: "form",
  scope: "anonymous",
  permission: "public",
  purpose: "deliveries",
  bodyBytesMax: 2_097_152,
  input: z.strictObject({ token: z.string().max(200), message: z.string().min(1).max(2_000_000) }),
  output: z.object({
    taken: z
      .enum(["suppressed", "noted", "unknown"])
      .describe("Whether the address is not written to any more, the report is on record, or about nothing from here."),
  }),
  refusals: [mailErrors.token_refused],
  audit: { action: "mail.bounce_received", target: () => "" },
  async prepare(ctx, { token, message }) {
    if (!isRight(ctx, token)) throw mailErrors.token_refused();
    return parseBounce(message).catch(() => undefined); // no mail: about nothing from here
  },
  async run(ctx, _input, { prepared }) {
    return { taken: await act(ctx, prepared as Bounce | undefined) };
  },
});

async function act(work: Work, bounce: Bounce | undefined): Promise<"suppressed" | "noted" | "unknown"> {
  if (!bounce) return "unknown";
  const { deliveryId, kind, status } = bounce;
  if (kind !== "delayed") await noteBounce(work, deliveryId, kind === "failed" ? "mail.bounced" : "mail.complained");
  const reason = kind === "complained" ? "complained" : kind === "failed" && isHard(status) ? "bounced" : undefined;
  if (!reason) return "noted";
  return (await suppressAddress(work, deliveryId, reason)) ? "suppressed" : "unknown";
}

function isRight({ deployment, keyring }: Work, token: string): boolean {
  if (!deployment.bounceToken) return false;
  const hashOf = (text: string) => keyring.keyedHash("mail bounces", text);
  return timingSafeEqual(hashOf(token), hashOf(deployment.bounceToken));
}
