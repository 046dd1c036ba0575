import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { sendMail } from "../mail/public.ts";
import { organizationNamePort } from "../members/public.ts";
import { findAny, openRequest } from "./find-request.ts";
import { makeFollowToken, subjectToken } from "./make-follow-token.ts";

/** Writes to whoever asked: a link, and nothing of what they asked or were answered. */
export const mailRequest = job({
  name: "rights_requests.mail",
  data: z.object({ rights_request_id: z.string(), tells: z.enum(["confirm", "news", "subject"]) }),
  purpose: "account",
  perTenantMax: 4,
  async run(ctx, { rights_request_id, tells }) {
    const row = await findAny(ctx, rights_request_id);
    if (!row) return; // lapsed, or gone with whom it was about
    const { address, subject_address } = await openRequest(ctx, row);
    const organization_name = await ctx.port(organizationNamePort)(ctx);
    const linkOf = (token: string) => `${ctx.deployment.origin}/requests#token=${token}`;
    const filling = { organization_name, link: linkOf(makeFollowToken(ctx.keyring, row.id)) };
    if (tells === "news") {
      await sendMail(ctx, { to: { address }, template: "rights_request_news", filling });
      return;
    }
    // A representative has said so by what they signed: only whom it is about is asked.
    if (tells === "confirm") await sendMail(ctx, { to: { address }, template: "rights_request_confirm", filling });
    if (subject_address === null || row.subject_token_hash === null) return;
    const asked = { organization_name, link: linkOf(subjectToken(ctx.keyring, row.id)) };
    await sendMail(ctx, { to: { address: subject_address }, template: "rights_request_on_behalf", filling: asked });
  },
});
