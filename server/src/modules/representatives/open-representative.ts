import type { Selectable } from "kysely";
import type { Context, Work } from "../../framework/context.ts";
import { hashToken, idPattern } from "../../framework/ids.ts";
import type { RowTypes } from "../../framework/table.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { representativeErrors } from "./errors.ts";
import { representatives } from "./tables.ts";

type Row = Selectable<RowTypes<typeof representatives>>;
export type OpenedRepresentative = Omit<Row, "name" | "agent_code" | "business_code"> & {
  name: string;
  agent_code: string;
  business_code: string;
};

export const representativeKey = (work: Work, organizationId: string) =>
  work.keys.of({ kind: "organization", id: organizationId }, "account");

export async function openRepresentative(work: Work, row: Row): Promise<OpenedRepresentative> {
  return work.open(representatives, await representativeKey(work, row.organization_id), row);
}

type Found = { column: "agent_code_hash" | "token_hash"; hash: Buffer };

/** In the organization that an address outside names: one that is not there has none. */
async function find(ctx: Context, organizationId: string, { column, hash }: Found) {
  if (!idPattern.test(organizationId)) return undefined;
  const scope = proveScope({ organizationId });
  return ctx.inScope(async (step) => {
    const row = await step.db
      .of(representatives)
      .selectFrom("representatives")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where(column, "=", hash)
      .executeTakeFirst();
    return row && openRepresentative(step, row);
  }, scope);
}

/** @throws Refusal `representatives.not_signed`: nobody is told which ids there are */
export async function findByCode(ctx: Context, organizationId: string, code: string): Promise<OpenedRepresentative> {
  const found = await find(ctx, organizationId, { column: "agent_code_hash", hash: hashToken(code) });
  if (!found) throw representativeErrors.not_signed();
  return found;
}

/** @throws Refusal `representatives.no_token` */
export async function findByToken(ctx: Context, organizationId: string): Promise<OpenedRepresentative> {
  const token = /^Bearer (drp_[\w-]{43})$/.exec(ctx.headers["authorization"] ?? "")?.[1];
  const found = token && (await find(ctx, organizationId, { column: "token_hash", hash: hashToken(token) }));
  if (!found) throw representativeErrors.no_token();
  return found;
}
