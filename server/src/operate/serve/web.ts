import { randomBytes } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { Readable } from "node:stream";
import type { Hono } from "hono";
import type { Env } from "../../framework/http.ts";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Everything from this origin, styles also by nonce; no inline script, no other host, no frame. */
const policyWith = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** Serves the built dashboard: files by name, and its page for every other path a person may open. */
export function mountWeb(http: Hono<Env>, folder: string): void {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  http.get("*", (c) => {
    const file = fileAt(folder, c.req.path);
    if (file) {
      const isHashed = c.req.path.startsWith("/assets/");
      return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
        headers: {
          "content-type": types[extname(file.path)] ?? "application/octet-stream",
          "content-length": String(file.size),
          "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
        },
      });
    }
    if (extname(c.req.path)) return c.text("There is no such file.\n", 404);
    const nonce = randomBytes(16).toString("base64");
    c.header("content-security-policy", policyWith(nonce));
    c.header("cache-control", "no-store");
    return c.html(page.replaceAll("__CSP_NONCE__", nonce));
  });
}

function fileAt(folder: string, path: string): { path: string; size: number } | undefined {
  const wanted = normalize(join(folder, path));
  if (!wanted.startsWith(folder + sep) || path.endsWith("index.html")) return undefined;
  const found = statSync(wanted, { throwIfNoEntry: false });
  return found?.isFile() ? { path: wanted, size: found.size } : undefined;
}
