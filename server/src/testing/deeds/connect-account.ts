import { allowAt } from "../stand-ins/open-services.ts";
import type { Person } from "../people.ts";
import { readAnswer } from "../read-answer.ts";

export type Asked = { service?: string; abilities?: string[]; owner?: string };

/** Leaves for the service and comes back, but does not finish. */
export async function leaveToConnect(who: Person, at: string, asked: Asked = {}) {
  const json = { service: "github", abilities: ["issues.read", "code.read"], ...asked };
  const begun = await who.request("/api/v1/connections", { method: "POST", json });
  const { url } = await readAnswer<{ url: string }>(begun, 201);
  const browser = begun.headers
    .getSetCookie()
    .find((set) => set.startsWith("avow-browser="))!
    .split(";")[0]!;
  return { url, browser, brought: await allowAt(url, at) };
}

export const finishConnecting = (who: Person, { brought, browser }: { brought: object; browser: string }) =>
  who.request("/api/v1/connections/finish", {
    method: "POST",
    json: brought,
    headers: { cookie: `${who.cookie}; ${browser}` },
  });

/** Connects an account as its person does: at the service, in their browser. */
export async function connectAccount<T = { id: string }>(who: Person, at: string, asked: Asked = {}): Promise<T> {
  return readAnswer<T>(finishConnecting(who, await leaveToConnect(who, at, asked)), 201);
}
