import { visitIssuer } from "../stand-ins/open-issuer.ts";
import type { Person } from "../people.ts";
import { readAnswer } from "../read-answer.ts";

type Brought = { code: string; state: string; iss?: string };
export type Left = { url: string; browser: string; brought: Brought };

/** Begins to sign in at a server of the workspace's or one's own; nobody has been anywhere yet. */
export async function beginAtServer(who: Person, id: string, owner = "person"): Promise<Omit<Left, "brought">> {
  const begun = await who.request(`/api/v1/mcp-servers/${id}/sign-in`, { method: "POST", json: { owner } });
  const { url } = await readAnswer<{ url: string }>(begun, 201);
  const set = begun.headers.getSetCookie().find((one) => one.startsWith("avow-browser="))!;
  return { url, browser: set.split(";")[0]! };
}

/** Goes to where one signs in, says yes, and comes back, but does not finish. */
export async function leaveForServer(who: Person, id: string, owner?: string): Promise<Left> {
  const begun = await beginAtServer(who, id, owner);
  return { ...begun, brought: await visitIssuer(begun.url) };
}

export const finishAtServer = (who: Person, { brought, browser }: Left): Promise<Response> =>
  who.request("/api/v1/connections/finish", {
    method: "POST",
    json: brought,
    headers: { cookie: `${who.cookie}; ${browser}` },
  });

/** Signs in at a server as its person does: at the authority, in their browser. */
export async function signInAtServer<T = { id: string }>(who: Person, id: string, owner?: string): Promise<T> {
  return readAnswer<T>(finishAtServer(who, await leaveForServer(who, id, owner)), 201);
}
