import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { connectedAppErrors } from "../errors.ts";
import { answerAt } from "./is-same-redirect.ts";
import { readRequest, requestFields } from "./read-request.ts";

export const denyApp = endpoint({
  method: "POST",
  path: "/app-authorizations/deny",
  summary: "Refuse the app that sent a browser here.",
  description: "The browser goes on to `redirect_to`, which tells the app.",
  scope: "workspace",
  permission: "connected_apps.allow",
  purpose: "security",
  rate: "expensive",
  reachesOut: true,
  input: z.strictObject(requestFields),
  output: z.object({ redirect_to: z.string().nullable() }),
  refusals: [
    connectedAppErrors.document_refused,
    connectedAppErrors.redirect_refused,
    connectedAppErrors.request_refused,
  ],
  audit: { action: "app.denied", target: () => "" },
  prepare: readRequest,
  run(ctx, { redirect_uri, state }) {
    const answer = { error: "access_denied", state };
    return Promise.resolve({ redirect_to: answerAt(redirect_uri, ctx.deployment.origin, answer) });
  },
});
