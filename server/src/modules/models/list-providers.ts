import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { checkPolicy } from "./check-policy.ts";
import { vendorKinds } from "./provider-kinds.ts";

const provider = z.object({
  kind: z.enum(vendorKinds),
  name: z.string(),
  policy_url: z.string().nullable().describe("Their privacy policy: to be read before anything is sent."),
  country: z.string().nullable(),
  retention_days: z.int().nullable(),
  trains: z.boolean().nullable(),
  zero_retention: z.string().nullable(),
  obstacle: z.string().nullable().describe("Why nothing may be sent to it now; null where it may."),
});

export const listProviders = endpoint({
  method: "GET",
  path: "/providers",
  summary: "Vendors of models, what the register says of each, and why one may not be used.",
  scope: "organization",
  permission: "models.read",
  purpose: "models",
  input: z.strictObject(pageInput),
  output: pageOf(provider),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor) ?? "";
    const kinds = vendorKinds.toSorted().filter((kind) => kind > after);
    const found = await Promise.all(
      kinds.map(async (kind) => {
        const { facts, obstacle } = await checkPolicy(ctx, kind);
        return {
          kind,
          name: facts?.name ?? kind,
          policy_url: facts?.policy_url ?? null,
          country: facts?.country ?? null,
          retention_days: facts?.retention_days ?? null,
          trains: facts?.trains ?? null,
          zero_retention: facts?.zero_retention ?? null,
          obstacle: obstacle ?? null,
        };
      }),
    );
    return toPage(found.slice(0, limit + 1), limit, ({ kind }) => kind);
  },
});
