import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { IdentityProviders } from "../../integrations/roles/identity-provider.ts";

/** The way to identity providers: who speaks with them, and through which outward client. */
export const askProvidersPort = port<{ providers: IdentityProviders; fetch: Fetch }>("identity providers");

export const askProviders = (ctx: Work) => ctx.port(askProvidersPort);
