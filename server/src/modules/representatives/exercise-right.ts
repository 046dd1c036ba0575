import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { takeRepresented } from "../rights-requests/public.ts";
import { type Claims, checkMessage } from "./check-message.ts";
import { representativeErrors } from "./errors.ts";
import { findByToken, type OpenedRepresentative } from "./open-representative.ts";
import { drpStatus, presentStatus } from "./present-status.ts";
import { type Exercise, readExercise } from "./read-exercise.ts";
import { readSigned } from "./read-signed.ts";
import { messageBytesMax, readAll, takeOnce } from "./take-once.ts";

type Proved = { who: OpenedRepresentative; claims: Claims; exercise: Exercise };

export const exerciseRight = endpoint({
  method: "POST",
  path: "/drp/{organization_id}/v1/data-rights-request",
  summary: "Data Rights Protocol: exercise a right of somebody you represent.",
  description:
    "Section 2.01 of the protocol, 0.9 and 1.0. It becomes a rights request like any other, with the clock of its law. Where the organization relies on what you verified, and `email_verified` is true, it is open at once; otherwise the person is mailed a link and has to agree. The answer goes to the person.",
  dialect: "drp",
  takes: "bytes",
  reads: ["authorization"],
  scope: "anonymous",
  permission: "public",
  purpose: "rights",
  rate: "expensive",
  bodyBytesMax: messageBytesMax,
  input: z.strictObject({ organization_id: z.string().max(40) }),
  output: drpStatus,
  refusals: [
    representativeErrors.no_token,
    representativeErrors.not_signed,
    representativeErrors.other_agent,
    representativeErrors.other_business,
    representativeErrors.not_yet,
    representativeErrors.lapsed,
    representativeErrors.lasts_too_long,
    representativeErrors.taken_before,
    representativeErrors.right_unknown,
    representativeErrors.address_needed,
  ],
  audit: { action: "rights_request.represented", target: ({ request_id }) => request_id },
  async prepare(ctx, { organization_id }): Promise<Proved> {
    const who = await findByToken(ctx, organization_id);
    const message = readSigned(await readAll(ctx), who.verify_key);
    if (!message) throw representativeErrors.not_signed();
    const claims = checkMessage(message, who, ctx.clock.now());
    return { who, claims, exercise: readExercise(message) };
  },
  async run(ctx, _input, { prepared }) {
    const { who, claims, exercise } = prepared as Proved;
    await ctx.become({ organizationId: who.organization_id });
    await takeOnce(ctx, who, claims, claims["expires-at"]);
    const { isVerified, ...asked } = exercise;
    const representative = { id: who.id, organizationId: who.organization_id, isTrusted: who.vouches && isVerified };
    return presentStatus(ctx, await takeRepresented(ctx, representative, asked));
  },
});
