import type { Asker } from "../deeds/talk.ts";
import type { PersonRequest } from "../people.ts";
import { readAnswer } from "../read-answer.ts";

const inBrowser = { "avow-csrf": "1", "content-type": "application/json" };

/** Someone who is signed in at a real process, in an organization of their own, and may ask any other web process. */
export type RemotePerson = Asker & { email: string; at(origin: string): Asker };

/** Asks a real process as a browser does that is signed in as nobody, or whose cookie is among the headers. */
export const askAt = (origin: string, path: string, { json, headers = {}, ...init }: PersonRequest = {}) =>
  fetch(`${origin}${path}`, {
    ...init,
    headers: { ...inBrowser, ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });

export const ownerEmail = "olga@example.test";
const secret = "violet harbor lantern 42";

export const signUpForm = (name: string, email: string) => ({
  email,
  password: secret,
  name,
  birth_date: "1990-04-01",
});

/** Uses the owner link; makes an organization in which AI is on. */
export async function becomeOwner(origin: string, ownerToken: string): Promise<RemotePerson> {
  const json = { ...signUpForm("Olga", ownerEmail), owner_token: ownerToken };
  const answer = await askAt(origin, "/api/v1/users", { method: "POST", json });
  if (!answer.ok) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
  const asWith =
    (more: Record<string, string>) =>
    (where: string): Asker => ({
      request: (path, init = {}) => askAt(where, path, { ...init, headers: { cookie, ...more, ...init.headers } }),
    });
  const made = asWith({})(origin).request("/api/v1/organizations", { method: "POST", json: { name: "Olga's" } });
  const { id, workspaces } = await readAnswer<{ id: string; workspaces: { id: string }[] }>(made, 201);
  const at = asWith({ "avow-organization": id, "avow-workspace": workspaces[0]!.id });
  const person = { email: ownerEmail, ...at(origin), at };
  const turned = person.request("/api/v1/organization", { method: "PATCH", json: { ai_enabled: true } });
  await readAnswer(turned, 200);
  return person;
}
