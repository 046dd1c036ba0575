import { resourceOf } from "./authorize/read-request.ts";

/** Where the metadata of `/mcp` is (RFC 9728 § 3.1). */
export const resourceMetadataPath = "/.well-known/oauth-protected-resource/mcp";

/** What programs find out about `/mcp` by themselves: who gives tokens for it, and for what (RFC 9728). */
export const describeResource = (origin: string, scopes: readonly string[]) => ({
  resource: resourceOf(origin),
  authorization_servers: [origin],
  bearer_methods_supported: ["header"],
  scopes_supported: scopes,
  resource_name: "Avow",
  resource_documentation: `${origin}/docs`,
});
