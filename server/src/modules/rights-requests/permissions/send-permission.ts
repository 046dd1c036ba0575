import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { detectType, headBytes } from "../../files/public.ts";
import { rightsRequestErrors } from "../errors.ts";
import { findByToken, lockRequest, organizationKey } from "../find-request.ts";
import { followedOutput, presentFollowed } from "../intake/present-followed.ts";
import { takesPermission } from "./find-permission.ts";
import { signedPermissions } from "./tables.ts";

/** A page that was signed and photographed, or some that were scanned. */
export const permissionBytesMax = 3 * 1024 * 1024;

const types: ReadonlySet<string> = new Set(["application/pdf", "image/png", "image/jpeg"]);

type Sent = { content: Buffer; type: string };

export const sendPermission = endpoint({
  method: "PUT",
  path: "/trust/requests/{request_token}/permission",
  summary: "Send what somebody signed so that you may ask for them.",
  description: `A PDF, PNG or JPEG of at most ${permissionBytesMax / 1024 / 1024} MiB, as it is; its type is found in the content. Kept sealed, until the request is gone. Sending another one replaces the first, while nobody has taken it for good. A member looks at it; whom it is about is asked as well where their address is known.`,
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "expensive",
  takes: "bytes",
  bodyBytesMax: permissionBytesMax,
  input: z.strictObject({ request_token: z.string().max(100) }),
  output: followedOutput,
  refusals: [rightsRequestErrors.wrong_state, rightsRequestErrors.permission_unreadable],
  audit: { action: "rights_request.permission_sent", target: ({ id }) => id },
  async prepare(ctx, { request_token }): Promise<Sent> {
    await findOwn(ctx, request_token);
    const chunks: Uint8Array[] = [];
    for await (const chunk of ctx.bytes) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const type = await detectType(content.subarray(0, headBytes));
    if (!types.has(type)) throw rightsRequestErrors.permission_unreadable();
    return { content, type };
  },
  async run(ctx, { request_token }, { prepared }) {
    const { id, organization_id } = await findOwn(ctx, request_token);
    await ctx.become({ organizationId: organization_id });
    const row = await lockRequest(ctx, id);
    if (!takesPermission(row)) throw rightsRequestErrors.wrong_state({ state: row.state });
    await keep(ctx, row, prepared as Sent);
    return presentFollowed(ctx, row);
  },
});

/** By the link of whoever asks: whom it is about agrees by theirs. @throws Refusal `request.not_found` */
async function findOwn(ctx: Context, token: string) {
  const found = await findByToken(ctx, token);
  if (found.is_subject) throw requestErrors.not_found();
  return found;
}

async function keep(ctx: Context, of: { organization_id: string; id: string }, { content, type }: Sent): Promise<void> {
  const { organization_id, id: rights_request_id } = of;
  const table = ctx.db.of(signedPermissions);
  const before = table.deleteFrom("signed_permissions").where("organization_id", "=", organization_id);
  await before.where("rights_request_id", "=", rights_request_id).execute();
  const row = {
    organization_id,
    id: ctx.newId("spm"),
    rights_request_id,
    type,
    bytes: content.length,
    content: content.toString("base64"),
    received_at: ctx.at,
    checked_at: null,
  };
  const sealed = ctx.seal(signedPermissions, await organizationKey(ctx, organization_id), row);
  await table.insertInto("signed_permissions").values(sealed).execute();
}
