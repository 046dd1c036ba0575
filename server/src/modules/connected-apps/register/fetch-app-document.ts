import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { isRedirect } from "../authorize/is-same-redirect.ts";
import { connectedAppErrors } from "../errors.ts";
import { type AppSaid, cleanName } from "./seal-app.ts";

/** The way to documents that apps publish about themselves: public addresses, small answers, no redirects. */
export const appDocumentsPort = port<Fetch>("app_documents");

const charsMax = 32_768;
const withinMs = 8000;

const document = z.object({
  client_id: z.string(),
  client_name: z.string().max(1000).optional(),
  redirect_uris: z.array(z.string().max(500)).min(1).max(50),
  token_endpoint_auth_method: z.string().optional(),
});

/** An id that is the address of a document (OAuth Client ID Metadata Document): written in the one way, with a path. */
export function isDocumentAddress(clientId: string): boolean {
  const url = URL.parse(clientId);
  if (!url || url.href !== clientId || clientId.includes("#")) return false;
  return /^https?:$/.test(url.protocol) && url.pathname !== "/" && url.username === "" && url.password === "";
}

const refuse = (reason: string) => connectedAppErrors.document_refused({ reason });

/** @throws Refusal `connected_apps.document_refused` */
export async function fetchAppDocument(ctx: Work, clientId: string): Promise<AppSaid> {
  const read = document.safeParse(await readJson(ctx, clientId));
  if (!read.success) throw refuse("not_understood");
  const { client_id, client_name, redirect_uris, token_endpoint_auth_method: method } = read.data;
  // Anybody can copy a document; only its own address makes it one's own.
  if (client_id !== clientId) throw refuse("another_id");
  if (method !== undefined && method !== "none") throw refuse("needs_secret");
  if (!redirect_uris.every(isRedirect)) throw refuse("redirect_uris");
  return { name: cleanName(client_name), redirectUris: redirect_uris };
}

async function readJson(ctx: Work, address: string): Promise<unknown> {
  try {
    const init = { headers: { accept: "application/json" }, signal: AbortSignal.timeout(withinMs) };
    const answer = await ctx.port(appDocumentsPort)(address, init);
    const text = await answer.text();
    if (answer.status !== 200) throw refuse("status");
    if (text.length > charsMax) throw refuse("too_large");
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof ProviderError) throw refuse("not_reached");
    if (error instanceof SyntaxError) throw refuse("not_understood");
    throw error;
  }
}
