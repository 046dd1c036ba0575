import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { leaveForServer } from "../../connections/public.ts";
import { mcpServerErrors } from "../errors.ts";
import { findServers } from "../find-servers.ts";
import { prepareSignIn } from "./prepare-sign-in.ts";

type Prepared = Awaited<ReturnType<typeof prepareSignIn>>;

export const signInAtServer = endpoint({
  method: "POST",
  path: "/mcp-servers/{mcp_server_id}/sign-in",
  summary: "Begin to sign in at a server that wants it, for yourself or for the workspace.",
  description:
    "Send the browser to `url`. It comes back to `/connect/callback` with what `POST /connections/finish` takes; runs that waited for it go on then. What was begun in one browser is finished in no other, and by nobody else.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ owner }) => (owner === "workspace" ? ["connections.share"] : []),
  purpose: "connections",
  rate: "expensive",
  reachesOut: true,
  status: 201,
  input: z.strictObject({
    mcp_server_id: z.string(),
    owner: z.enum(["person", "workspace"]).default("person").describe("As the server's own `sign_in` says."),
  }),
  output: z.object({ url: z.string() }),
  refusals: [
    mcpServerErrors.nobody_signs_in,
    mcpServerErrors.sign_in_needed,
    mcpServerErrors.sign_in_refused,
    mcpServerErrors.client_needed,
  ],
  audit: { action: "mcp_server.sign_in_begun", target: (_, { mcp_server_id }) => mcp_server_id },
  async prepare(ctx, { mcp_server_id, owner }): Promise<Prepared | Refusal> {
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) return requestErrors.not_found();
    if (server.sign_in !== owner) return mcpServerErrors.nobody_signs_in();
    return prepareSignIn(ctx, server).catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
  },
  async run(ctx, { mcp_server_id: id, owner }, { prepared }) {
    if (prepared instanceof Refusal) throw prepared;
    const [server] = await findServers(ctx, id);
    if (!server) throw requestErrors.not_found();
    return { url: await leaveForServer(ctx, { ...(prepared as Prepared), id, name: server.name, owner }) };
  },
});
