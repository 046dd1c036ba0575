import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { hashToken } from "../../framework/ids.ts";
import { representativeErrors } from "./errors.ts";
import { representativeKey } from "./open-representative.ts";
import { presentRepresentative, representativeOutput } from "./present-representative.ts";
import { readVerifyKey } from "./read-signed.ts";
import { representatives } from "./tables.ts";

const representativesMax = 100;

/** As directories of the protocol write ids, and a little more. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);

const input = z.strictObject({
  name: z.string().trim().min(1).max(200),
  agent_code: code.describe("Its `agent-id` in the directory of the Data Rights Protocol."),
  business_code: code.describe("The `business-id` by which it knows this organization."),
  verify_key: z.string().max(100).describe("Its Ed25519 `verify_key`, in base64."),
  vouches: z
    .boolean()
    .default(false)
    .describe("Whether its word that an address is the person's is enough. Otherwise each person is asked by mail."),
});

export const addRepresentative = endpoint({
  method: "POST",
  path: "/representatives",
  summary: "Let a company exercise rights of people it represents, by signed messages.",
  description:
    "Authorised agents of the Data Rights Protocol. They send to `/api/v1/drp/ORGANIZATION`, with the key that you enter here; what they ask becomes a rights request.",
  scope: "organization",
  permission: "rights_requests.write",
  stepUp: true,
  purpose: "rights",
  status: 201,
  input,
  output: representativeOutput,
  refusals: [representativeErrors.bad_key, representativeErrors.known, representativeErrors.limit_reached],
  audit: { action: "representative.added", target: ({ id }) => id },
  async run(ctx, { verify_key, ...asked }) {
    const bytes = readVerifyKey(verify_key);
    if (!bytes) throw representativeErrors.bad_key();
    const { organizationId: organization_id, userId } = ctx.scope;
    await checkRoom(ctx, organization_id);
    const row = {
      organization_id,
      id: ctx.newId("rep"),
      ...asked,
      agent_code_hash: hashToken(asked.agent_code),
      verify_key: bytes,
      token_hash: null,
      token_at: null,
      added_by: userId,
      added_at: ctx.at,
    };
    const sealed = ctx.seal(representatives, await representativeKey(ctx, organization_id), row);
    const insert = ctx.db.of(representatives).insertInto("representatives").values(sealed);
    const added = insert.onConflict((is) => is.columns(["organization_id", "agent_code_hash"]).doNothing());
    if (!(await added.returning("id").executeTakeFirst())) throw representativeErrors.known();
    return presentRepresentative(row);
  },
});

async function checkRoom({ db }: Context, organizationId: string): Promise<void> {
  const sql = "select count(*)::int as count from representatives where organization_id = $1";
  const [row] = await db.query<{ count: number }>(sql, [organizationId]);
  if (row!.count >= representativesMax) throw representativeErrors.limit_reached({ limit: representativesMax });
}
