import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { connectedAppErrors } from "../errors.ts";
import { type FoundApp, findApp } from "../register/find-app.ts";
import { isSameRedirect } from "./is-same-redirect.ts";

/** What an app sends a browser along with (RFC 6749 § 4.1.1, RFC 7636 § 4.3, RFC 8707 § 2). */
export const requestFields = {
  response_type: z.string().max(40),
  client_id: z.string().min(1).max(1000),
  redirect_uri: z.string().min(1).max(1000),
  scope: z.string().max(4000).optional(),
  state: z.string().max(2000).optional(),
  code_challenge: z.string().max(200).optional(),
  code_challenge_method: z.string().max(20).optional(),
  resource: z.string().max(1000).optional(),
};
const fields = z.strictObject(requestFields);
export type Asked = z.output<typeof fields>;

/** The one thing that tokens of apps are for. */
export const resourceOf = (origin: string): string => `${origin}/mcp`;

/**
 * The app that asks, and the proof that the browser will be sent to nobody else. Until that is so, nothing is answered to
 * the app: whoever wrote the address may want nothing but the redirect. @throws Refusal
 */
export async function readRequest(ctx: Context, asked: Asked): Promise<FoundApp> {
  const app = await findApp(ctx, asked.client_id);
  if (!app.redirectUris.some((one) => isSameRedirect(one, asked.redirect_uri)))
    throw connectedAppErrors.redirect_refused();
  const reason = findFlaw(asked, ctx.deployment.origin);
  if (reason !== undefined) throw connectedAppErrors.request_refused({ reason });
  return app;
}

function findFlaw(asked: Asked, origin: string): string | undefined {
  if (asked.response_type !== "code") return "response_type";
  if (asked.code_challenge_method !== "S256") return "code_challenge_method";
  if (!/^[A-Za-z0-9_-]{43}$/.test(asked.code_challenge ?? "")) return "code_challenge";
  if (asked.resource !== undefined && asked.resource !== resourceOf(origin)) return "resource";
  return undefined;
}
