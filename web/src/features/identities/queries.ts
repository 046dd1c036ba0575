import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type Identity = Row<"/identities">;
export type Provider = Row<"/identity-providers">;
export type Finished = Answer<"/sign-ins/finish", "post">;

export const identitiesQuery = queryOptions({
  queryKey: ["identities"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/identities", { params: { query } }))),
});

export const providersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["identity-providers", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/identity-providers", { params: { query } }))),
  });

type Draft = Omit<Provider, "id" | "redirect_uri" | "domains" | "created_at" | "version"> & {
  client_secret: string;
  domains: string[];
};

/** Connects a provider, or changes the one given: an empty secret leaves its own. */
export async function saveProvider({ client_secret, ...draft }: Draft, provider: Provider | undefined): Promise<void> {
  if (!provider) {
    await api.POST("/identity-providers", { body: { ...draft, client_secret } });
    return;
  }
  const path = { identity_provider_id: provider.id };
  const body = { ...draft, ...(client_secret ? { client_secret } : {}) };
  const header = { "If-Match": `"${provider.version}"` };
  await api.PATCH("/identity-providers/{identity_provider_id}", { params: { path, header }, body });
}

export async function disconnectProvider(id: string): Promise<void> {
  await api.DELETE("/identity-providers/{identity_provider_id}", { params: { path: { identity_provider_id: id } } });
}

/** By Google, or by the provider of an address. */
export type Way = { provider: "google" } | { email: string };

/** Remembers, in this tab, what to do when the provider sends the browser back. */
const intentKey = "avow-sign-in-intent";
export type Intent = { kind: "sign_in" | "link"; next?: string; isAnew?: true };

export async function leave(way: Way, intent: Intent): Promise<void> {
  const body = way;
  const { url } = await (intent.kind === "link"
    ? bodyOf(api.POST("/identities", { body }))
    : bodyOf(api.POST("/sign-ins", { body: { ...body, anew: intent.isAnew ?? false } })));
  sessionStorage.setItem(intentKey, JSON.stringify(intent));
  location.assign(url);
}

export function takeIntent(): Intent {
  const kept = sessionStorage.getItem(intentKey);
  sessionStorage.removeItem(intentKey);
  return kept ? (JSON.parse(kept) as Intent) : { kind: "sign_in" };
}

export interface Brought {
  code: string;
  state: string;
  iss?: string;
}

export const finishSignIn = (body: Brought): Promise<Finished> => bodyOf(api.POST("/sign-ins/finish", { body }));

export async function finishLink(body: Brought): Promise<void> {
  await api.POST("/identities/finish", { body });
}

export async function signUpByProvider(body: { token: string; name: string; birth_date: string }): Promise<void> {
  await api.POST("/sign-ins/sign-up", { body });
}

export async function unlinkIdentity(id: string): Promise<void> {
  await api.DELETE("/identities/{identity_id}", { params: { path: { identity_id: id } } });
}
