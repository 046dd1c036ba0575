import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, minuteMs } from "../../framework/clock.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { makeWork } from "../../framework/work.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signIn, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { activateVersions } from "./in-force/activate-versions.job.ts";
import { followPolicy } from "./follow-policy.job.ts";
import { noteGoingOn } from "./note-going-on.job.ts";

type Version = { version: number; hash: string; is_material: boolean; effective_at: string; published_at: string };
type Sentence = { promise: string; says: string; state: string };
type Page = {
  title: string;
  current: Version | null;
  coming: Version | null;
  document: string;
  sections: { heading: string; sentences: Sentence[]; table: string }[];
};

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"), "Lovelace Ltd");
});
afterAll(() => world.close());

const profile = {
  legal_name: "Analytical Engines GmbH",
  seat: "Unter den Linden 1, Berlin",
  country: "DE",
  service_name: "Engines",
  privacy_contact: "privacy@engines.test",
  security_contact: "security@engines.test",
};
const describeOperator = async (fields: object) => {
  const who = await asAda();
  const etag = (await who.request("/api/v1/operator/profile")).headers.get("etag")!;
  const init = { method: "PATCH", json: fields, headers: { "if-match": etag } };
  return who.request("/api/v1/operator/profile", init);
};
const publish = () => ada.request("/api/v1/policy-versions", { method: "POST", json: {} });
const asAda = async () => {
  const again = await signIn(world, ada); // the clock has ended the session before
  const headers = { "avow-organization": ada.organizationId };
  return {
    request: (path: string, init: { method?: string; json?: object; headers?: Record<string, string> } = {}) =>
      again.request(path, { ...init, headers: { ...headers, ...init.headers } }),
  };
};
type Asked = { parameters: { name: string; value: unknown; pending: unknown }[] };
const valueOf = ({ parameters }: Asked, name: string) => parameters.find((one) => one.name === name);
const inForce = async () => {
  const answer = await readAnswer<Asked>((await asAda()).request("/api/v1/policy"), 200);
  return valueOf(answer, "age.remove_days")?.value;
};
const change = async (name: string, value: number) => {
  const who = await asAda();
  const etag = (await who.request("/api/v1/policy")).headers.get("etag")!;
  const json = { values: { [name]: value } };
  return who.request("/api/v1/policy", { method: "PATCH", json, headers: { "if-match": etag } });
};
const follow = () => runJob(followPolicy);
const activate = () => runJob(activateVersions);
const toldInForce = async () =>
  (
    await world.rows<{ version: number }>(
      "select (facts->>'version')::int as version from events where type = 'policy.activated' order by position",
    )
  ).map(({ version }) => version);
const runJob = (job: typeof followPolicy | typeof noteGoingOn | typeof activateVersions) => {
  const { app } = world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), ...facts });
  return job.run({ ...work, signal: new AbortController().signal, attempt: 1 }, {});
};
const page = () => readAnswer<Page>(world.request(`/api/v1/trust/organizations/${ada.organizationId}`), 200);

test("nothing is published while the operator's name is empty or a placeholder", async () => {
  expect(await readRefusal(publish())).toBe("422 policy_versions.operator_blank");
  await readAnswer(describeOperator({ ...profile, legal_name: "[TODO]" }), 200);
  expect(await readRefusal(publish())).toBe("422 policy_versions.operator_blank");
  await readAnswer(describeOperator(profile), 200);
});

test("what is published can be read without an account, and its bytes are those of the sealed hash", async () => {
  const first = await readAnswer<Version>(publish(), 201);
  expect(first).toMatchObject({ version: 1, is_material: false });
  const { current, document } = await page();
  expect(current?.hash).toBe(first.hash);
  for (const words of ["Lovelace Ltd", profile.legal_name, "Bundesbeauftragte", "kept for 30 days"])
    expect(document).toContain(words);
  const { title, sections } = await page();
  expect(title).toBe("Privacy policy of Lovelace Ltd");
  const sentences = sections.flatMap((one) => one.sentences);
  expect(sentences.length).toBeGreaterThan(50);
  for (const { says, promise } of sentences) expect(document).toContain(`- ${says} (${promise})\n`);
  // Nobody has looked at anything here yet: nothing may seem proven.
  expect(new Set(sentences.map(({ state }) => state))).toEqual(new Set(["unknown"]));
  const path = `/api/v1/trust/organizations/${ada.organizationId}/versions/1`;
  const bytes = Buffer.from(await (await world.request(path)).arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(first.hash);
  const sealed = await world.rows("select 1 from audit_entries where action = 'policy.published' and target = $1", [
    first.hash,
  ]);
  expect(sealed).toHaveLength(1);
  expect(await readRefusal(publish())).toBe("409 policy_versions.unchanged");
});

test("what is published can be looked at: every promise about it is kept", async () => {
  const names = ["change.history", "change.notice", "policy.dates", "policy.operator", "change.accept"];
  const looked = await runProbes(world.app, names);
  expect(Object.fromEntries(looked.map(({ promise, outcome }) => [promise, outcome]))).toEqual(
    Object.fromEntries(names.map((name) => [name, "kept"])),
  );
});

test("a weaker value is announced once: page and code change at the same instant, every member is told, and once that it is in force", async () => {
  const bob = await signUp(world, "Bob");
  await joinOrganization(ada, bob, "viewer");
  const before = await page();
  await activate();
  expect(await toldInForce()).toEqual([1]);
  const asked = await readAnswer<Asked>(change("age.remove_days", 30), 200);
  expect(valueOf(asked, "age.remove_days")).toMatchObject({ value: 7, pending: { value: 30 } });
  world.clock.advance(minuteMs); // as long as it may take until the page is written
  await follow();
  await follow();
  const { coming, current, document } = await page();
  expect({ current, document }).toEqual({ current: before.current, document: before.document });
  expect(coming).toMatchObject({ version: 2, is_material: true });
  expect(Date.parse(coming!.effective_at) - Date.parse(coming!.published_at)).toBe(30 * dayMs);
  const [setting] = await world.rows<{ effective_at: Date }>("select effective_at from policy_settings");
  expect(setting!.effective_at.toISOString()).toBe(coming!.effective_at);
  const told = "select 1 from events where type = 'policy.published' and facts->>'is_material' = 'true'";
  expect(await world.rows(told)).toHaveLength(1);
  const sealed = "select 1 from audit_entries where action = 'policy.published' and target = $1";
  expect(await world.rows(sealed, [coming!.hash])).toHaveLength(1);
  world.clock.advance(30 * dayMs - 1);
  expect([await inForce(), (await page()).current?.version]).toEqual([7, 1]);
  // What was told a month ago may have been swept meanwhile.
  const toldSince = async () => (await toldInForce()).filter((version) => version > 1);
  await activate();
  expect(await toldSince()).toEqual([]);
  world.clock.advance(1);
  for (let n = 0; n < 2; n++) await activate();
  expect(await toldSince()).toEqual([2]);
  expect([await inForce(), (await page()).current?.version]).toEqual([30, 2]);
  expect((await page()).coming).toBeNull();
});

test("what was announced stays announced when something tighter is published meanwhile", async () => {
  await readAnswer(change("retention.review_months", 24), 200);
  await follow();
  const { coming } = await page();
  await readAnswer(change("enquiry.business_days", 3), 200);
  await follow();
  const page3 = await page();
  expect(page3.current?.version).toBe(2);
  expect(page3.coming).toMatchObject({ version: 4, effective_at: coming!.effective_at });
});

test("taking an announced weakening back takes it off the page at once", async () => {
  const parameter = "retention.review_months";
  await readAnswer((await asAda()).request("/api/v1/policy/withdraw", { method: "POST", json: { parameter } }), 204);
  world.clock.advance(minuteMs);
  await follow();
  expect(await page()).toMatchObject({ current: { version: 5 }, coming: null });
});

test("while nobody answers for the page, nothing that weakens it begins to hold", async () => {
  await readAnswer(describeOperator({ legal_name: "[TODO]" }), 200);
  await readAnswer(change("breach.authority_hours", 24), 200);
  await readAnswer(change("age.min", 16), 200);
  world.clock.advance(20 * dayMs);
  await follow();
  expect(await page()).toMatchObject({ current: { version: 5 }, coming: null });
  const [late] = await world.rows<{ effective_at: Date }>(
    "select effective_at from policy_settings where parameter = 'age.min'",
  );
  expect(late!.effective_at.getTime() - world.clock.now().getTime()).toBe(30 * dayMs);
});

test("going on under a version is recorded once with its hash, of those who were here, and nobody's word is touched", async () => {
  const note = () => runJob(noteGoingOn);
  const { current } = await page();
  const answers = () =>
    world.rows<{ user_id: string; version: number; answer: string; hash: string }>(
      "select user_id, version, answer, hash from policy_acceptances where version = $1 order by user_id",
      [current!.version],
    );
  const who = await asAda();
  await note();
  const before = await answers();
  expect(before.map(({ user_id }) => user_id)).toEqual([ada.userId]);
  world.clock.advance(minuteMs);
  await note();
  expect(await answers()).toEqual(before);
  expect(new Set(before.map(({ answer, hash }) => `${answer} ${hash}`))).toEqual(
    new Set([`continued ${current!.hash}`]),
  );
  type Listed = { data: { user_id: string; name: string; version: number }[] };
  const listed = await readAnswer<Listed>(
    who.request(`/api/v1/policy-versions/answers?version=${current!.version}`),
    200,
  );
  expect(listed.data.find(({ user_id }) => user_id === ada.userId)).toMatchObject({ name: "Ada" });
});

test("whoever declines is recorded with the version's hash, and can still take their data and leave", async () => {
  const again = await asAda();
  const { current } = await page();
  const answer = { version: current!.version, answer: "declined" };
  await readAnswer(again.request("/api/v1/policy-versions/answer", { method: "POST", json: answer }), 204);
  const [row] = await world.rows<{ hash: string; answer: string }>(
    "select hash, answer from policy_acceptances where user_id = $1 and version = $2",
    [ada.userId, current!.version],
  );
  expect(row).toEqual({ hash: current?.hash, answer: "declined" });
  const leave = { kind: "export", subject: "me" };
  await readAnswer(again.request("/api/v1/privacy-requests", { method: "POST", json: leave }), 201);
});
