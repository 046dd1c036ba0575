import { createHash } from "node:crypto";
import type { Hono } from "hono";
import type { App } from "../../framework/app.ts";
import type { AnyEndpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Env } from "../../framework/http/http.ts";
import { openApiOf, refusalsOf } from "../../framework/http/openapi.ts";
import { bug } from "../../framework/http/problems.ts";
import { moduleOf, publicEvents } from "../../app.ts";
import { describeAuthorizationServer } from "../../modules/api-clients/public.ts";
import { clientDocumentPath, describeClient } from "../../modules/connections/public.ts";
import { referenceStyle, renderErrorPage, renderReference } from "./render-reference.ts";

const styleHash = createHash("sha256").update(referenceStyle).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** `/api/v1/openapi.json`, what OAuth programs ask first (RFC 8414), and `/docs`: the reference rendered from it here, without script and without other hosts. */
export function mountReference(http: Hono<Env>, app: App): void {
  const reference = writeOnAsking(app);
  http.get("/api/v1/openapi.json", (c) => c.body(reference().json, 200, { "content-type": "application/json" }));
  const metadata = describeAuthorizationServer(app.deployment.origin);
  http.get("/.well-known/oauth-authorization-server", (c) => c.json(metadata));
  const client = describeClient(app.deployment.origin);
  http.get(clientDocumentPath, (c) => c.json(client));
  http.get("/docs", (c) => c.html(reference().page, 200, { "content-security-policy": policy }));
  const announced = app.endpoints.flatMap((e: AnyEndpoint) => refusalsOf(e));
  const refusals = new Map([...Object.values(requestErrors), ...announced, bug].map((r) => [r.code, r]));
  http.get("/docs/errors/:code", (c) => {
    const refusal = refusals.get(c.req.param("code"));
    if (!refusal) return c.notFound();
    return c.html(renderErrorPage(refusal.code, refusal.declared), 200, { "content-security-policy": policy });
  });
}

/** Written when it is first asked for, and kept: it takes as long as the rest of a start, and few processes are asked. */
function writeOnAsking({ endpoints, deployment }: App): () => { json: string; page: string } {
  let written: { json: string; page: string } | undefined;
  const write = () => {
    const document = openApiOf(endpoints, moduleOf, deployment.version, publicEvents);
    return { json: JSON.stringify(document), page: renderReference(document) };
  };
  return () => (written ??= write());
}
