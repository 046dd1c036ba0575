import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { connectedAppErrors } from "../errors.ts";
import type { FoundApp } from "../register/find-app.ts";
import { isLoopback } from "./is-same-redirect.ts";
import { readAskedScopes, readGrantable } from "./read-grantable.ts";
import { readRequest, requestFields } from "./read-request.ts";

export const viewAppAuthorization = endpoint({
  method: "POST",
  path: "/app-authorizations/view",
  summary: "What the app that sent a browser here asks for.",
  description:
    "For the page at `/authorize`, which asks the person. Takes what the app sent along, by the names of OAuth 2.0.",
  scope: "workspace",
  permission: "connected_apps.allow",
  purpose: "security",
  rate: "expensive",
  reachesOut: true,
  input: z.strictObject(requestFields),
  output: z.object({
    name: z.string().describe("As the app calls itself."),
    host: z.string().nullable().describe("Whose app it is, where it proved that; one that registered proved nothing."),
    redirects_to: z.string().describe("Where the browser goes afterwards: a host, or the scheme of an app's own."),
    is_on_this_machine: z.boolean().describe("It goes to a program on the machine of whoever is asked."),
    scopes: z.array(z.string()).describe("What it asks for and you can allow."),
    out_of_reach: z.array(z.string()).describe("What it asks for and you may not do yourself."),
  }),
  refusals: [
    connectedAppErrors.document_refused,
    connectedAppErrors.redirect_refused,
    connectedAppErrors.request_refused,
  ],
  audit: { action: "app.viewed", target: () => "" },
  prepare: readRequest,
  async run(ctx, { redirect_uri, scope }, { prepared }) {
    const { name, host } = prepared as FoundApp;
    const own = await readGrantable(ctx);
    const asked = readAskedScopes(scope);
    const { host: target, protocol } = new URL(redirect_uri);
    return {
      name,
      host,
      redirects_to: /^https?:$/.test(protocol) ? target : protocol.slice(0, -1),
      is_on_this_machine: isLoopback(redirect_uri),
      scopes: asked.filter((one) => own.has(one)),
      out_of_reach: asked.filter((one) => !own.has(one)),
    };
  },
});
