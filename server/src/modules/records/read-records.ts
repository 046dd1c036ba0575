import type { Work } from "../../framework/context.ts";
import { composedPort } from "../../framework/promise.ts";
import { policiesPort, registerPort } from "../../egress/public.ts";
import { authorityOf, readProfile } from "../policy-versions/public.ts";
import { describeCcpa } from "./describe-ccpa.ts";
import { describeCookies } from "./describe-cookies.ts";
import { describeProcessing } from "./describe-processing.ts";
import { describeRetention } from "./describe-retention.ts";
import { describeTransfers } from "./describe-transfers.ts";
import { listUses } from "./list-uses.ts";

/** All that the catalogue, the register and the policy in force say together. */
export async function readRecords(ctx: Work, organizationId: string) {
  const [policy, register, { profile }] = await Promise.all([
    ctx.port(policiesPort).read({ organizationId }),
    ctx.port(registerPort).read(),
    readProfile(ctx),
  ]);
  const processors = [...register.values()].filter(({ effectiveAt }) => effectiveAt);
  const uses = listUses(ctx.port(composedPort)().tables);
  const authority = authorityOf(profile.country);
  return {
    at: ctx.at,
    operator: {
      name: profile.legal_name,
      seat: profile.seat,
      country: profile.country,
      contact: profile.privacy_contact,
    },
    authority: authority ? { name: authority.name, url: authority.url } : null,
    processing: describeProcessing(uses, { policy, processors }),
    retention: describeRetention(uses, policy),
    transfers: describeTransfers({ policy, processors }, ctx.at),
    cookies: describeCookies(new URL(ctx.deployment.origin).protocol === "https:"),
    ccpa: describeCcpa(uses, policy),
  };
}
export type Records = Awaited<ReturnType<typeof readRecords>>;
