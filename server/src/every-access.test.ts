import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs, hourMs, later, minuteMs, secondMs } from "./framework/clock.ts";
import { openTwoTenants, type TwoTenants } from "./testing/open-two-tenants.ts";
import { askAnonymously, birthDate, mailedToken, type Person, signIn } from "./testing/people.ts";
import { readAnswer } from "./testing/read-answer.ts";

/** So that a day ends on a leap day, and weeks and months reach over changed clocks. */
const starts = new Date("2028-02-28T23:30:00.000Z");

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

/** A session of now, in the tenant where there is one. */
async function fresh(person: Person & { organizationId?: string; workspaceId?: string }): Promise<Person> {
  const { organizationId, workspaceId } = person;
  const session = await signIn(all.world, person);
  const tenant = organizationId && workspaceId;
  const headers = tenant ? { "avow-organization": organizationId, "avow-workspace": workspaceId } : {};
  return {
    ...session,
    request: (path, init = {}) => session.request(path, { ...init, headers: { ...headers, ...init.headers } }),
  };
}
const post = (who: Person, path: string, json: object) => who.request(`/api/v1${path}`, { method: "POST", json });
const ask = (path: string, json: object) => askAnonymously(all.world, `/api/v1${path}`, json, "10.9.0.1");
const secret = "another long enough secret";
let made = 0;
const newAddress = () => `guest-${++made}@example.test`;

/** What lets somebody in for a while: how long, and a way to try whether it still does. */
type Access = { lasts: number; worksAtItsEnd: boolean; begin(): Promise<() => Promise<boolean>> };

const accesses: Record<string, Access> = {
  "the link to choose a new password": {
    lasts: hourMs,
    worksAtItsEnd: false,
    async begin() {
      await ask("/password-resets", { email: all.visitor.email });
      const token = await mailedToken(await fresh(all.ada), all.visitor.email, /^Choose a new password/);
      return async () => (await ask("/password-resets/confirm", { token, password: secret })).status === 200;
    },
  },
  "the link that confirms an address": {
    lasts: dayMs,
    worksAtItsEnd: false,
    async begin() {
      const email = newAddress();
      await readAnswer(ask("/users", { email, password: secret, name: "Guest", birth_date: birthDate }), 201);
      const token = await mailedToken(await fresh(all.ada), email);
      return async () => (await ask("/email-verifications/confirm", { token })).status === 200;
    },
  },
  "an invitation": {
    lasts: 7 * dayMs,
    worksAtItsEnd: false,
    async begin() {
      const email = newAddress();
      const invited = post(await fresh(all.ada), "/invitations", { email, role: "viewer" });
      const { link } = await readAnswer<{ link: string }>(invited, 201);
      const invitation_token = new URL(link).hash.slice("#token=".length);
      const wish = { email, password: secret, name: "Guest", birth_date: birthDate, invitation_token };
      return async () => (await ask("/users", wish)).status === 201;
    },
  },
  "a session that is not used": {
    lasts: 14 * dayMs,
    worksAtItsEnd: false,
    async begin() {
      const session = await fresh(all.bob);
      return async () => (await session.request("/api/v1/me")).status === 200;
    },
  },
  "a session that is used every day": {
    lasts: 90 * dayMs,
    worksAtItsEnd: false,
    async begin() {
      const session = await fresh(all.bob);
      const begun = all.world.clock.now();
      const works = async () => (await session.request("/api/v1/me")).status === 200;
      return async () => {
        const now = all.world.clock.now();
        for (let day = 10; day < 90; day += 10) {
          all.world.clock.set(later(begun, day * dayMs));
          if (!(await works())) throw new Error("a session ended while it was used");
        }
        all.world.clock.set(now);
        return works();
      };
    },
  },
  "the proof that lets a session do something dangerous": {
    lasts: 10 * minuteMs,
    worksAtItsEnd: true,
    async begin() {
      const session = await fresh(all.bob);
      return async () => (await post(session, "/api-keys", { name: "Robot", scopes: ["members.read"] })).status === 201;
    },
  },
  "an API key": {
    lasts: 90 * dayMs,
    worksAtItsEnd: false,
    async begin() {
      const wish = { name: "Robot", scopes: ["members.read"] };
      const { token } = await readAnswer<{ token: string }>(post(await fresh(all.bob), "/api-keys", wish), 201);
      const headers = { authorization: `Bearer ${token}` };
      return async () => (await all.world.request("/api/v1/members", { headers })).status === 200;
    },
  },
};

let tries = 0;
describe.each(Object.entries(accesses))("%s", (_, { lasts, worksAtItsEnd, begin }) => {
  test("works to its last second, and never after", async () => {
    const seen: boolean[] = [];
    for (const second of [-1, 0, 1]) {
      const begun = later(starts, ++tries * 20 * minuteMs);
      all.world.clock.set(begun);
      const works = await begin();
      all.world.clock.set(later(begun, lasts + second * secondMs));
      seen.push(await works());
      all.world.clock.set(begun);
    }
    expect(seen).toEqual([true, worksAtItsEnd, false]);
  });
});
