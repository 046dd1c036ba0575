import { redirectPath } from "./redirect-uri.ts";

/** Where this deployment says who it is: the address is its id as a client (OAuth Client ID Metadata Document). */
export const clientDocumentPath = "/connect/client.json";

/** Nothing where others could not read it: ids of this kind are https. */
export const clientDocumentAt = (origin: string): string | null =>
  origin.startsWith("https://") ? `${origin}${clientDocumentPath}` : null;

/** What authorization servers show whoever they ask. */
export const describeClient = (origin: string) => ({
  client_id: `${origin}${clientDocumentPath}`,
  client_name: "Avow",
  client_uri: origin,
  redirect_uris: [`${origin}${redirectPath}`],
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  token_endpoint_auth_method: "none",
});
