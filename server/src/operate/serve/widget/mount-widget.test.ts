import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { BlockList } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { makeWidget, type SeenWidget, widgetSite } from "../../../testing/deeds/visit-widget.ts";
import { testOrigin } from "../../../testing/world.ts";
import { buildHttp } from "../build-http.ts";

let all: TwoTenants;
let widget: SeenWidget;
let http: ReturnType<typeof buildHttp>;
const folder = mkdtempSync(join(tmpdir(), "avow-web-"));
beforeAll(async () => {
  all = await openTwoTenants();
  for (const name of ["index.html", "widget.html"]) writeFileSync(join(folder, name), `<!doctype html><p>${name}</p>`);
  const options = { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: folder, vitals: {} };
  http = buildHttp(all.world.app, options);
  widget = await makeWidget(all.ada, { title: "</script><b>", color: "#ffee00" });
});
afterAll(async () => {
  await all.world.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  http.request(`${testOrigin}${path}`, { headers }, { incoming: { socket: { remoteAddress: "203.0.113.5" } } });

test("the script is one that every site may load, that is not sent twice, and that sets no cookie", async () => {
  const answer = await get(`/widget/${widget.id}.js`);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(text.length).toBeLessThan(4000);
  expect(text).not.toContain("</script>");
  expect(() => void runInNewContext(text, { document: { currentScript: null } })).not.toThrow();
  const etag = answer.headers.get("etag")!;
  expect((await get(`/widget/${widget.id}.js`, { "if-none-match": etag })).status).toBe(304);
  await readAnswer(all.ada.request(`/api/v1/widgets/${widget.id}`, { method: "PATCH", json: { title: "Other" } }), 200);
  expect((await get(`/widget/${widget.id}.js`, { "if-none-match": etag })).status).toBe(200);
});

test("the window is shown by its sites and by nobody else, loads nothing from elsewhere, and sets no cookie", async () => {
  const answer = await get(`/widget/${widget.id}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("widget.html");
  expect(answer.headers.get("content-security-policy")).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self' ${widgetSite}`,
  );
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect((await get("/widget.html")).status).toBe(404);
});

test("no origin that says more than scheme, host and port can be named", async () => {
  const name = (origin: string) =>
    all.ada.request(`/api/v1/widgets/${widget.id}`, { method: "PATCH", json: { origins: [origin] } });
  const refused = [
    "https://a.example/",
    "https://a.example;script-src *",
    "https://a.example https://b.example",
    "https://*.example",
    "http://a.example",
    "https://user@a.example",
    "https://A.example",
    "null",
    "*",
    "https://",
    "https://a.example:0",
  ];
  for (const origin of refused) expect((await name(origin)).status, origin).toBe(422);
  for (const origin of ["https://a.example", "https://a.example:8443", "http://localhost:5173"])
    expect((await name(origin)).status, origin).toBe(200);
});

test("a widget that is unknown or badly named has neither script nor window, and one that is off no script", async () => {
  const off = await makeWidget(all.ada, { enabled: false });
  expect((await get(`/widget/${off.id}.js`)).status).toBe(404);
  expect((await get(`/widget/${off.id}`)).status).toBe(200);
  for (const name of ["wdg_00000000000000000000000000", `${widget.id}.css`, "..%2f..%2fapi", "x"])
    for (const end of ["", ".js"]) {
      const answer = await get(`/widget/${name}${end}`);
      expect(answer.status, name).toBe(404);
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
});
