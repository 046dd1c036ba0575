import * as z from "zod";
import { job } from "../../framework/jobs.ts";
import { carryOutErasure, cataloguePort, forgetKeysPort, storedObjectsPort } from "../../privacy/public.ts";

export const eraseSubject = job({
  name: "privacy_requests.erase",
  data: z.object({ request_id: z.string() }),
  purpose: "account",
  long: true,
  perTenantMax: 2,
  run: (ctx, { request_id }) =>
    carryOutErasure(request_id, {
      means: ctx,
      catalogue: ctx.port(cataloguePort),
      objects: ctx.port(storedObjectsPort),
      forgetKeys: ctx.port(forgetKeysPort),
      signal: ctx.signal,
    }),
});
