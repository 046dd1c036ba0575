import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { apiClientErrors } from "./errors.ts";
import type { Program } from "./is-program.ts";
import { hashUserCode, openDeviceName } from "./new-user-code.ts";

type Found = {
  id: string;
  device_code_hash: Buffer;
  program: Program;
  name: Buffer;
  scopes: string[];
  created_at: Date;
};

const deviceByUserCode = lookup<[Buffer, Date], Found>(
  "device_by_user_code",
  `select id, device_code_hash, program, name, scopes, created_at from device_authorizations d
   where user_code_hash = $1 and expires_at > $2 and state = 'pending'
     and not exists (select 1 from api_clients c where c.device_code_hash = d.device_code_hash)`,
);

/** The device that waits with this code. @throws Refusal `api_clients.code_unknown` */
export async function findDevice(ctx: Work, userCode: string) {
  const [found] = await ctx.lookup(deviceByUserCode, hashUserCode(ctx.keyring, userCode), ctx.at);
  if (!found) throw apiClientErrors.code_unknown();
  return { ...found, name: openDeviceName(ctx.keyring, userCode, found.name) };
}
