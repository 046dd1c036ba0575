import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeTransfer, transferOutput } from "./describe-transfer.ts";
import { ownershipTransfers } from "./tables.ts";

export const listOwnershipTransfers = endpoint({
  method: "GET",
  path: "/ownership-transfers",
  summary: "Whether the organization is being handed over, and to whom.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ data: z.array(transferOutput) }),
  async run(ctx) {
    const rows = await ctx.db
      .of(ownershipTransfers)
      .selectFrom("ownership_transfers")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("expires_at", ">", ctx.at)
      .execute();
    return { data: rows.map(describeTransfer) };
  },
});
