import { endpoints } from "../../../server/src/app.ts";
import { describeInput, pathFields, requestOf } from "../../../server/src/testing/samples/example-input.ts";
import { canaries } from "./live-through-everything.ts";
import type { Browser } from "./open-browser.ts";

const { unkept } = canaries;

/** Puts a canary into everything that is refused. @returns every refusal that came */
export async function knockInVain(ada: Browser): Promise<Set<string>> {
  const seen = new Set<string>();
  for (const refusal of await knockWithWords(ada)) seen.add(refusal);
  for (const refusal of await knockAtEveryEndpoint(ada)) seen.add(refusal);
  for (const refusal of await knockAtDoors(ada)) seen.add(refusal);
  return seen;
}

/** Bodies that are none, paths that lead nowhere. */
async function knockWithWords(ada: Browser): Promise<string[]> {
  const at = (path: string, body: string | Uint8Array, type = "application/json") =>
    ada.refused("POST", `/api/v1${path}`, { body, headers: { "content-type": type } });
  return [
    await at("/agents", `{"name": "${unkept}`),
    await at("/agents", `{"name": "${unkept}\\u0000"}`),
    await at("/agents", Buffer.concat([Buffer.from(`{"name": "${unkept}`), Buffer.from([0xff, 0x22, 0x7d])])),
    await at("/agents", `${'{"a":'.repeat(10_000)}"${unkept}"${"}".repeat(10_000)}`),
    await at("/agents", `["${unkept}"]`),
    await at("/agents", `name=${unkept}`, "application/x-www-form-urlencoded"),
    await at("/agents", `{"${unkept}": 1, "name": "x"}`),
    await at("/agents", JSON.stringify({ name: { of: unkept } })),
    await at("/agents", JSON.stringify({ name: unkept.repeat(4000) })),
    await at("/agents", JSON.stringify({ name: unkept.repeat(50_000) })),
    await at(`/nowhere/${unkept}`, "{}"),
    await ada.refused("GET", `/api/v1/agents?${unkept}=${unkept}`),
    await ada.refused("DELETE", `/api/v1/agents?file=${unkept}.txt`),
    await ada.refused("POST", "/api/v1/agents", { json: {}, headers: { origin: `https://${unkept}.example` } }),
  ];
}

/** Each endpoint, with a canary for everything it names and in every field that takes text, and one field too many. */
async function knockAtEveryEndpoint(ada: Browser): Promise<string[]> {
  const refusals: string[] = [];
  for (const e of endpoints) {
    const { properties } = describeInput(e);
    const texts = Object.entries(properties).filter(([, { type, enum: listed }]) => type === "string" && !listed);
    const input: Record<string, string> = Object.fromEntries([
      ...texts.map(([field]) => [field, unkept] as const),
      ...pathFields(e).map((field) => [field, unkept] as const),
    ]);
    const { path, method, json } = requestOf(e, { ...input, [`surplus_${unkept}`]: unkept });
    const asked = json ? { json } : {};
    // Revoking an unknown token is answered 200, and unknown parameters are passed over (RFC 7009 § 2.2, RFC 6749 § 3.2).
    if (e.dialect) await ada.ask(method, path, asked);
    else refusals.push(await ada.refused(method, path, asked));
  }
  return refusals;
}

/** Whatever lets someone in, wrong. */
async function knockAtDoors(ada: Browser): Promise<string[]> {
  const post = (path: string, json: object, headers = {}) => ada.refused("POST", `/api/v1${path}`, { json, headers });
  const adult = { email: `${unkept}@example.org`, password: `${unkept} long enough`, name: unkept };
  const asNobody = { cookie: `avow-session=${unkept}` };
  return [
    await post("/sessions", { email: `${unkept}@example.org`, password: unkept }),
    await post("/users", { ...adult, birth_date: "2024-01-01" }),
    await post("/users", { ...adult, birth_date: "1990-01-01", owner_token: unkept }),
    await post("/users", { ...adult, birth_date: "1990-01-01", invitation_token: unkept }),
    await post("/users", { ...adult, birth_date: "1990-01-01", password: unkept.slice(0, 8) }),
    await post("/email-verifications/confirm", { token: unkept }),
    await post("/password-resets/confirm", { token: unkept, password: `${unkept} long enough` }),
    await post("/me/password", { current_password: unkept, password: `${unkept} long enough` }),
    await post("/invitations/accept", { token: unkept }),
    await post("/agents", { name: "x", model: unkept }),
    await post("/agents", { name: "x" }, { "avow-workspace": unkept }),
    await post("/agents", { name: "x" }, { authorization: `Bearer avow_${unkept}` }),
    await post("/agents", { name: "x" }, asNobody),
    await ada.refused("GET", "/api/v1/organization", { headers: { "avow-organization": unkept } }),
    await ada.refused("GET", `/api/v1/receipts/${unkept}`),
    await ada.refused("GET", `/api/v1/agents/${unkept}`),
    await ada.refused("GET", "/api/v1/conversations/none/stream", { headers: { "last-event-id": unkept } }),
  ];
}

/** Paths where an answer may come as well: files and pages, whatever they are called, and a list from a made-up place. */
export async function askForFiles(ada: Browser): Promise<number[]> {
  const list = `/api/v1/agents?cursor=${unkept}`;
  const paths = [
    list,
    `/assets/${unkept}.js`,
    `/${unkept}.txt`,
    `/docs/errors/${unkept}`,
    `/chat?q=${unkept}`,
    `/${unkept}`,
  ];
  return Promise.all(paths.map(async (path) => (await ada.ask("GET", path)).status));
}
