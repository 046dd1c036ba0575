import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { hashToken, newSecret } from "../../framework/ids.ts";
import { type Claims, checkMessage } from "./check-message.ts";
import { representativeErrors } from "./errors.ts";
import { findByCode, type OpenedRepresentative } from "./open-representative.ts";
import { readSigned } from "./read-signed.ts";
import { messageBytesMax, readAll, takeOnce } from "./take-once.ts";
import { representatives } from "./tables.ts";

type Proved = { who: OpenedRepresentative; claims: Claims };

export const giveToken = endpoint({
  method: "POST",
  path: "/drp/{organization_id}/v1/agent/{drp_agent}",
  summary: "Data Rights Protocol: get a token, by a signed message.",
  description:
    "Section 2.05 of the protocol. The body is the signature with the JSON document behind it, in base64; `agent-id` is the one in the path. A new token ends the one before.",
  dialect: "drp",
  takes: "bytes",
  scope: "anonymous",
  permission: "public",
  purpose: "rights",
  rate: "credentials",
  bodyBytesMax: messageBytesMax,
  input: z.strictObject({ organization_id: z.string().max(40), drp_agent: z.string().max(100) }),
  output: z.object({ "agent-id": z.string(), token: z.string() }),
  refusals: [
    representativeErrors.not_signed,
    representativeErrors.other_agent,
    representativeErrors.other_business,
    representativeErrors.not_yet,
    representativeErrors.lapsed,
    representativeErrors.lasts_too_long,
    representativeErrors.taken_before,
  ],
  audit: { action: "representative.token_issued", target: (_, { organization_id }) => organization_id },
  async prepare(ctx, { organization_id, drp_agent }): Promise<Proved> {
    const who = await findByCode(ctx, organization_id, drp_agent);
    const message = readSigned(await readAll(ctx), who.verify_key);
    if (!message) throw representativeErrors.not_signed();
    return { who, claims: checkMessage(message, who, ctx.clock.now()) };
  },
  async run(ctx, _input, { prepared }) {
    const { who, claims } = prepared as Proved;
    await ctx.become({ organizationId: who.organization_id });
    await takeOnce(ctx, who, claims, claims["expires-at"]);
    const token = newSecret("drp_");
    await ctx.db
      .of(representatives)
      .updateTable("representatives")
      .set({ token_hash: hashToken(token), token_at: ctx.at })
      .where("organization_id", "=", who.organization_id)
      .where("id", "=", who.id)
      .execute();
    return { "agent-id": who.agent_code, token };
  },
});
