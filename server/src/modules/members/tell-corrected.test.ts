import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { askAnonymously, mailedToken, type Person, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";

type Told = { organization_id: string; user_id: string; facts: object };

let all: TwoTenants;
let mia: Person;
beforeAll(async () => {
  all = await openTwoTenants();
  mia = await joinOrganization(all.ada, await signUp(all.world, "Mia"), "editor");
});
afterAll(() => all.world.close());

const told = () =>
  all.world.rows<Told>(
    "select organization_id, user_id, facts from events where type = 'member.corrected' and facts ->> 'user_id' = $1 order by position",
    [mia.userId],
  );
const change = (json: object) => readAnswer(mia.request("/api/v1/me", { method: "PATCH", json }), 200);

test("a member who corrects their name has those told who listen in their organization, by ids alone, and nobody elsewhere", async () => {
  const endpoint = { url: "http://127.0.0.1:9/v1", events: ["member.*"] };
  for (const who of [all.ada, all.bob])
    await readAnswer(who.request("/api/v1/webhook-endpoints", { method: "POST", json: endpoint }), 201);
  await change({ name: "Maria Sabotage" });
  const [event] = await until(async () => ((await told()).length > 0 ? told() : undefined));
  const { organizationId: organization_id } = all.ada;
  // Its row is that person's, and goes with them.
  expect(event).toEqual({
    organization_id,
    user_id: mia.userId,
    facts: { organization_id, user_id: mia.userId, what: "name" },
  });
  const deliveries = await until(async () => {
    const sql = `select d.organization_id from deliveries d join events e on e.id = d.about
      where d.kind = 'webhook' and e.type = 'member.corrected'`;
    const rows = await all.world.rows<{ organization_id: string }>(sql);
    return rows.length > 0 && rows;
  });
  expect(deliveries).toEqual([{ organization_id }]);
});

test("what is no correction tells nobody, and another address does, once it is confirmed", async () => {
  const before = (await told()).length;
  await change({ theme: "dark" });
  await change({ name: "Maria Sabotage" });
  await readAnswer(mia.request("/api/v1/me/email", { method: "POST", json: { email: "maria@new.example" } }), 202);
  const token = await mailedToken(all.ada, "maria@new.example", /Confirm your new address/);
  await untilIdle(all.world, "on.members.");
  expect(await told()).toHaveLength(before);
  await readAnswer(askAnonymously(all.world, "/api/v1/email-changes/confirm", { token }, "10.50.0.9"), 200);
  const last = await until(async () => ((await told()).length > before ? (await told()).at(-1) : undefined));
  expect(last?.facts).toMatchObject({ what: "email" });
});
