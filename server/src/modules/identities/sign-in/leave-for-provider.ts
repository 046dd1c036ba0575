import type { Context } from "../../../framework/context.ts";
import type { SignInSecrets } from "../../../integrations/roles/identity-provider.ts";
import { askProviders } from "../ask-providers.ts";
import { redirectUri } from "../providers/describe-providers.ts";
import { refusalOf } from "../refusal-of.ts";
import type { SignInProvider } from "./find-sign-in-provider.ts";

/** What is remembered of a browser sent to a provider. */
export type Away = {
  secrets: SignInSecrets;
  provider: string;
  linkFor?: string;
  /** Milliseconds: the provider has to ask the person after this, whomever it remembers. */
  anewSince?: number;
};
export type Leaving = { url: string; away: Away };

/** Asks the provider where to send the browser. Waits on the outside: belongs in `prepare`. */
export async function leaveForProvider(
  ctx: Context,
  found: SignInProvider,
  { linkFor, isAnew = false }: { linkFor?: string; isAnew?: boolean } = {},
): Promise<Leaving> {
  const { providers, fetch } = askProviders(ctx);
  const secrets = providers.newSecrets();
  const way = { fetch, redirectUri: redirectUri(ctx), isAnew };
  const url = await providers.begin(found.provider, secrets, way).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const bound = { ...(linkFor ? { linkFor } : {}), ...(isAnew ? { anewSince: ctx.at.getTime() } : {}) };
  return { url, away: { secrets, provider: found.id, ...bound } };
}
