import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { type ConnectedName, type LeaveSecrets, serviceNames } from "../../../integrations/roles/connector.ts";
import type { RemoteProvider } from "../../../integrations/roles/sign-in.ts";
import { keepPending } from "../../identities/public.ts";
import { connectorsPort, findOffered } from "../connectors-port.ts";
import { connectionErrors } from "../errors.ts";
import type { Owner } from "../find-connections.ts";
import type { TypedClient } from "../servers-port.ts";
import { redirectUri } from "./redirect-uri.ts";

/** What is remembered of a browser that was sent to a service. */
export type Away = {
  secrets: LeaveSecrets;
  service: ConnectedName;
  /** Where it is a server that described itself: which, what it is called, what it said, and the client typed for it. */
  server?: { id: string; name: string; remote: RemoteProvider; typed: TypedClient };
  abilities: string[];
  owner: Owner;
  userId: string;
  workspaceId: string;
};

export const beginConnection = endpoint({
  method: "POST",
  path: "/connections",
  summary: "Begin to connect an account at another service.",
  description:
    "Send the browser to `url`, where its person allows what is asked for, or less. It comes back to `/connect/callback` with what `POST /connections/finish` takes. What was begun in one browser is finished in no other, and by nobody else.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ owner }) => (owner === "workspace" ? ["connections.share"] : []),
  purpose: "connections",
  rate: "expensive",
  status: 201,
  input: z.strictObject({
    service: z.enum(serviceNames),
    abilities: z
      .array(z.string().max(40))
      .min(1)
      .max(20)
      .describe("What it is to be used for, as the list of connectors names it."),
    owner: z
      .enum(["person", "workspace"])
      .default("person")
      .describe("Whose it is to be: yours alone, or the workspace's."),
  }),
  output: z.object({ url: z.string() }),
  refusals: [connectionErrors.not_offered, connectionErrors.ability_unknown],
  audit: { action: "connection.begun", target: (_, { service }) => service },
  async run(ctx, { service, abilities, owner }) {
    const offered = findOffered(ctx, service);
    if (!offered) throw connectionErrors.not_offered();
    const { connector } = offered;
    const unknown = abilities.find((name) => !Object.hasOwn(connector.abilities, name));
    if (unknown !== undefined) throw connectionErrors.ability_unknown({ ability: unknown });
    const { oauth } = ctx.port(connectorsPort);
    const secrets = oauth.newSecrets();
    const scopes = [
      ...new Set([...(connector.always ?? []), ...abilities.flatMap((name) => connector.abilities[name]!.scopes)]),
    ];
    const { userId, workspaceId } = ctx.scope;
    const away: Away = { secrets, service, abilities: [...new Set(abilities)], owner, userId, workspaceId };
    await keepPending(ctx, secrets.state, away);
    return { url: await oauth.leave(offered, { secrets, scopes, redirectUri: redirectUri(ctx) }) };
  },
});
