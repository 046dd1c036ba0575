import { afterAll, beforeAll, expect, test } from "vitest";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { filledPort } from "../../framework/ports.ts";
import { usageLogPort } from "../../framework/usage-log.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { findObjection } from "../mail/choices/find-objection.ts";

type Lock = { id: string; purpose: string | null; lifted_at: string | null };

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1${path}`, { method: "POST", json });
const lock = (json: object) => readAnswer<Lock>(post(ada, "/me/locks", json), 201);
const lift = (id: string) => readAnswer<Lock>(post(ada, `/me/locks/${id}/lift`, {}), 200);
const generate = (who: PersonWithOrganization) =>
  post(who, "/generations", { model: "sandbox", messages: [{ role: "user", content: "Hello" }] });
const codeOf = async (asked: Response | Promise<Response>) => {
  const answer = await asked;
  return answer.ok ? "yes" : ((await answer.json()) as { code: string }).code;
};

/** Whether a mail of this kind would leave now. */
async function objectionTo(template: "announcement" | "webhook_disabled" | "security_alert") {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, proveScope({ userId: ada.userId })), ...facts });
  return findObjection(
    work,
    { user_id: ada.userId, recipient: null, organization_id: null, holder: ada.userId },
    template,
  );
}
const seeScreen = async () => {
  await readAnswer(post(ada, "/me/screens", { screen: "/trust/data", size: "large" }), 204);
  await filledPort(all.world.app.ports, usageLogPort).flush();
};

test("a restriction stops AI, news and counting at the next operation, for its holder alone, until it is lifted", async () => {
  await all.world.rows(
    "insert into mail_choices (user_id, topic, answer, said_in, said_at) values ($1, 'marketing', 'yes', 'settings', $2)",
    [ada.userId, all.world.clock.now()],
  );
  expect([await codeOf(generate(ada)), await objectionTo("announcement")]).toEqual(["yes", undefined]);
  const { id } = await lock({ what: "everything" });
  expect(await codeOf(generate(ada))).toBe("egress.locked");
  expect(await codeOf(generate(all.bob))).toBe("yes");
  expect(await objectionTo("announcement")).toBe("mail.not_wanted");
  expect(await objectionTo("security_alert")).toBeUndefined();
  await readAnswer(ada.request("/api/v1/me"), 200);
  expect(await lock({ what: "everything" })).toMatchObject({ id });
  await lift(id);
  expect([await codeOf(generate(ada)), await objectionTo("announcement")]).toEqual(["yes", undefined]);
  expect(await readRefusal(post(ada, `/me/locks/${id}/lift`, {}))).toBe("409 account_locks.lifted");
});

test("an objection stops its own use and no other", async () => {
  const news = await lock({ what: "marketing" });
  expect([await codeOf(generate(ada)), await objectionTo("announcement")]).toEqual(["yes", "mail.not_wanted"]);
  await lift(news.id);
  const ai = await lock({ what: "ai" });
  expect([await codeOf(generate(ada)), await objectionTo("announcement")]).toEqual(["egress.locked", undefined]);
  await lift(ai.id);
});

test("who objects to being counted is noted nowhere any more, and what was is gone", async () => {
  const seen = () =>
    all.world.rows("select 1 from feature_events where user_id = $1 and screen is not null", [ada.userId]);
  await all.world.rows("update users set shares_screens = true where id = $1", [ada.userId]);
  await seeScreen();
  expect(await seen()).toHaveLength(1);
  const { id } = await lock({ what: "analytics" });
  expect(await seen()).toEqual([]);
  await seeScreen();
  expect(await seen()).toEqual([]);
  await lift(id);
});

test("nobody sees or lifts another's lock; one's own export has it", async () => {
  const { id } = await lock({ what: "marketing" });
  expect(await readRefusal(post(all.bob, `/me/locks/${id}/lift`, {}))).toBe("404 request.not_found");
  expect((await readAnswer<{ locks: Lock[] }>(all.bob.request("/api/v1/me/locks"), 200)).locks).toEqual([]);
  const asked = await readAnswer<{ id: string }>(
    post(ada, "/privacy-requests", { kind: "export", subject: "me" }),
    201,
  );
  const zip = await readZip(
    Buffer.from(await (await ada.request(`/api/v1/privacy-requests/${asked.id}/archive`)).arrayBuffer()),
  );
  expect(String(zip.get("json/account_locks.json"))).toContain(id);
});
