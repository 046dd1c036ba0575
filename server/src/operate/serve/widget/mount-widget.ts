import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";
import type { App } from "../../../framework/app.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { Env } from "../../../framework/http/http.ts";
import { readEmbedding } from "../../../modules/widgets/public.ts";
import { writeLauncher } from "./write-launcher.ts";

/** Everything from this origin, and nobody shows it but the sites the widget is for, and its own preview. */
const policyFor = (origins: readonly string[]) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${["'self'", ...origins].join(" ")}`;

const scriptSeconds = 300;

/** What other sites load of a widget: a small script, and in its frame the window of this origin. Neither sets a cookie. */
export function mountWidget(http: Hono<Env>, app: App, webFolder: string | undefined): void {
  const file = webFolder === undefined ? undefined : join(webFolder, "widget.html");
  const page = file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : undefined;
  http.get("/widget/:name", async (c) => {
    const name = c.req.param("name");
    const [, id = "", isScript] = /^(wdg_[0-9a-z]{26})(\.js)?$/.exec(name) ?? [];
    const embedding = await readEmbedding(app, id);
    if (!embedding) throw requestErrors.not_found();
    // Without its button nobody begins; a window that is open can still delete what was written in it.
    if (isScript && !embedding.enabled) throw requestErrors.not_found();
    if (isScript) return answerScript(writeLauncher(id, embedding), c.req.header("if-none-match"));
    if (page === undefined) throw requestErrors.not_found();
    c.header("content-security-policy", policyFor(embedding.origins));
    c.header("cache-control", "no-store");
    return c.html(page);
  });
}

function answerScript(text: string, known: string | undefined): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": `public, max-age=${scriptSeconds}`,
    // Pages of every site may load it; what it shows is only for those the widget is for.
    "cross-origin-resource-policy": "cross-origin",
    etag,
  };
  const isKnown = known?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag) ?? false;
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
