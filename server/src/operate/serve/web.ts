import { randomBytes } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import type { Hono } from "hono";
import type { Env } from "../../framework/http/http.ts";

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

/** Everything from this origin, styles also by nonce; no inline script, no other host; in a frame only the preview of a widget. */
const policyWith = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** Serves the built dashboard: files by name, and its page for every other path a person may open. */
export function mountWeb(http: Hono<Env>, folder: string): void {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const files = listFiles(folder);
  http.get("*", (c) => {
    const file = files.get(c.req.path);
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

type File = { path: string; size: number };

/** Every file there is, by its path in an address: whatever else is asked for never reaches the file system. */
function listFiles(folder: string): Map<string, File> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const served = paths.filter((path) => !path.endsWith(".html"));
  return new Map(
    served.map((path) => [`/${relative(folder, path).split(sep).join("/")}`, { path, size: statSync(path).size }]),
  );
}
