import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { hashToken } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { connectedAppErrors } from "../errors.ts";
import { fetchAppDocument, isDocumentAddress } from "./fetch-app-document.ts";
import { type AppSaid, openApp } from "./seal-app.ts";

/** An app that asks. `host`: where its document lies, which proves whose it is; a registered one could be anybody's. */
export type FoundApp = AppSaid & { clientId: string; host: string | null };

const registeredAppByClient = lookup<[Buffer, Date], { facts: Buffer }>(
  "registered_app_by_client",
  "select facts from registered_apps where client_hash = $1 and expires_at > $2",
);

/** How ids look that registration gives. */
const registeredId = /^avow_app_[A-Za-z0-9_-]{43}$/;

/** Whether an id is of the kind that apps have here. */
export const isAppId = (clientId: string): boolean => registeredId.test(clientId) || isDocumentAddress(clientId);

/** What an app says of itself, as it registered or at the address that is its id. @throws Refusal */
export async function findApp(ctx: Work, clientId: string): Promise<FoundApp> {
  if (isDocumentAddress(clientId)) {
    const said = await fetchAppDocument(ctx, clientId);
    return { ...said, clientId, host: new URL(clientId).host };
  }
  const facts = registeredId.test(clientId) ? await findRegistered(ctx, clientId) : undefined;
  if (!facts) throw requestErrors.not_found();
  return { ...openApp(ctx.keyring, clientId, facts), clientId, host: null };
}

async function findRegistered(ctx: Work, clientId: string): Promise<Buffer | undefined> {
  const [found] = await ctx.lookup(registeredAppByClient, hashToken(clientId), ctx.at);
  return found?.facts;
}

/** Whether an app can still ask: one that registered may have been forgotten. @throws Refusal `connected_apps.invalid_client` */
export async function requireKnown(ctx: Work, clientId: string): Promise<void> {
  if (!isAppId(clientId)) throw connectedAppErrors.invalid_client();
  if (registeredId.test(clientId) && !(await findRegistered(ctx, clientId))) throw connectedAppErrors.invalid_client();
}
