import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Policies, policiesPort } from "../../../egress/policy/open-policies.ts";
import { presets } from "../../../egress/policy/presets.ts";
import { resolvePolicy, settingsOfPreset } from "../../../egress/policy/resolve-policy.ts";
import type { PolicySetting } from "../../../egress/policy/tables.ts";
import { type Providers, providersPort } from "../../../egress/ports.ts";
import { type Register, registerPort } from "../../../egress/processors/open-register.ts";
import { shippedProcessors } from "../../../egress/processors/processor.ts";
import { type Port, filledPort } from "../../../framework/ports.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { openTalkingWorld, type Talker, turnAi } from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";
import { orderTargets } from "./plan-route.ts";

let world: World;
let own: FakeModelServer;
let spare: FakeModelServer;
let vendor: FakeModelServer;
let ada: Talker;
let key: string;
let ownModel: string;
let spareModel: string;
const vendorModel = "openai/gpt-5-mini";
beforeAll(async () => {
  [world, own, spare, vendor] = await Promise.all([
    openTalkingWorld(),
    startFakeModelServer(),
    startFakeModelServer(),
    startFakeModelServer({ models: ["gpt-5-mini"], key: "sk-live" }),
  ]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  const made = ada.request("/api/v1/api-keys", {
    method: "POST",
    json: { name: "K", scopes: ["generations.write"], workspace_ids: [ada.workspaceId] },
  });
  key = (await readAnswer<{ token: string }>(made, 201)).token;
  const providers = filledPort(world.app.ports, providersPort);
  setPort<Providers>(providersPort, { ...providers, urls: { ...providers.urls, openai: vendor.url } });
  allowOpenAI();
  [ownModel, spareModel] = await Promise.all([connect({ url: own.url }), connect({ url: spare.url })]);
  await connect({ provider: "openai", key: "sk-live" }, "/provider-keys");
  const credit = { method: "POST", json: { ledger: "real", amount: 1_000_000 } };
  await readAnswer(ada.request(`/api/v1/operator/organizations/${ada.organizationId}/grants`, credit), 201);
});
afterAll(async () => {
  await world.close();
  await Promise.all([own, spare, vendor].map((fake) => fake.close()));
});
afterEach(allowOpenAI);

function setPort<T>(port: Port<T>, filling: T): void {
  (world.app.ports as Map<string, unknown>).set(port.name, filling);
}

/** The policy of everyone in this world, from here on. */
function setPolicy(settings: ReadonlyMap<string, PolicySetting>): void {
  const policy = resolvePolicy([{ level: "organization", settings }]);
  const before = filledPort(world.app.ports, policiesPort);
  setPort<Policies>(policiesPort, { ...before, read: async () => policy });
}

const facts = {
  ...shippedProcessors["openai"]!,
  hosts: ["127.0.0.1"],
  trains: false,
  zero_retention: "always" as const,
  contract: { reference: "DPA 1", signed_on: "2026-01-01" },
  transfer: { mechanism: "scc" as const, review_by: "2099-01-01" },
};

function allowOpenAI(more: object = {}): void {
  const reviewed_on = world.clock.now().toISOString().slice(0, 10);
  const entry = { name: "openai", facts: { ...facts, reviewed_on, ...more }, effectiveAt: new Date(0) };
  setPort<Register>(registerPort, { read: async () => new Map([["openai", entry]]) });
  setPolicy(
    new Map<string, PolicySetting>([
      ["ai.locality", { value: "allow_list" }],
      ["ai.providers", { value: ["openai"] }],
    ]),
  );
}

async function connect(json: object, path = "/model-servers"): Promise<string> {
  const asked = { method: "POST", json: { name: "One", ...json } };
  const { id, models } = await readAnswer<{ id: string; models: string[] }>(ada.request(`/api/v1${path}`, asked), 201);
  return `${id}/${models[0]}`;
}

async function makeRoute(strategy: string, targets: object[], constraints: object = {}): Promise<string> {
  const name = `r${Math.random().toString(36).slice(2, 12)}`;
  const json = { slug: name, strategy, targets, constraints };
  return (await readAnswer<{ model: string }>(ada.request("/api/v1/routes", { method: "POST", json }), 201)).model;
}

type Content = string | object[];
const picture = [{ type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }];

async function ask(model: string, content: Content = "Hi"): Promise<string> {
  world.clock.advance(1);
  const answer = await world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content }] }),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  return answer.ok ? String(answer.status) : `${answer.status} ${body.error?.code}`;
}

const asked = () => [own, spare, vendor].map((fake) => fake.requests.filter(({ method }) => method === "POST").length);
/** How many questions each of the three got by what is done. */
async function askedBy(work: () => Promise<unknown>): Promise<number[]> {
  const before = asked();
  await work();
  return asked().map((count, at) => count - before[at]!);
}
const lastRow = async () =>
  (await world.rows<Record<string, unknown>>("select * from generations order by created_at desc limit 1"))[0]!;
const failing = { kind: "status", status: 500 } as const;

test("a fallback asks the next target where one fails before it answers, and the record tells of both", async () => {
  const route = await makeRoute("fallback", [{ model: ownModel }, { model: spareModel }]);
  own.next(failing);
  expect(await askedBy(async () => expect(await ask(route)).toBe("200"))).toEqual([1, 1, 0]);
  expect(await lastRow()).toMatchObject({
    state: "completed",
    provider: spareModel.split("/")[0],
    attempts: [{ provider: ownModel.split("/")[0], code: "provider.failed" }],
  });
  expect((await lastRow())["route"]).toMatch(/^rte_/);
});

test("a target that does not begin in its time is left for the next one", async () => {
  const route = await makeRoute("fallback", [{ model: ownModel, timeout_ms: 100 }, { model: spareModel }]);
  own.next({ kind: "hang" });
  expect(await ask(route)).toBe("200");
  expect(await lastRow()).toMatchObject({ attempts: [{ code: "egress.timed_out" }] });
});

test("what is the request's own fault is asked of nobody else", async () => {
  const route = await makeRoute("fallback", [{ model: ownModel }, { model: spareModel }]);
  own.next({ kind: "status", status: 400, body: { error: { message: "bad", type: "invalid_request_error" } } });
  expect(await askedBy(async () => expect(await ask(route)).toBe("400 provider.request_refused"))).toEqual([1, 0, 0]);
});

test("all failing is 503, and no third party is asked that the constraints exclude", async () => {
  const targets = [{ model: ownModel }, { model: spareModel }, { model: vendorModel }];
  const route = await makeRoute("fallback", targets, { locality: "self_hosted" });
  own.next(failing);
  spare.next(failing);
  expect(await askedBy(async () => expect(await ask(route)).toBe("503 egress.no_model_answers"))).toEqual([1, 1, 0]);
  expect(await lastRow()).toMatchObject({ state: "failed", error_code: "egress.no_model_answers" });
});

test.each([
  ["country", { countries: ["DE"] }, {}],
  ["trains", { no_train: true }, { trains: undefined }],
  ["retention", { zero_retention: true }, { zero_retention: "no" }],
  ["price", { price_max: 0.01 }, {}],
])("a vendor that breaks the constraint %s is not asked, not even as the last", async (_, constraints, entry) => {
  allowOpenAI(entry);
  const alone = await makeRoute("single", [{ model: vendorModel }], constraints);
  const last = await makeRoute("fallback", [{ model: ownModel }, { model: vendorModel }], constraints);
  own.next(failing);
  const counts = await askedBy(async () => {
    expect(await ask(alone)).toBe("403 models.not_allowed");
    expect(await ask(last)).toMatch(/^503 /);
  });
  expect(counts).toEqual([1, 0, 0]);
});

test("a vendor is asked by its name with its key, told to store nothing, and priced by the dated list", async () => {
  expect(await askedBy(async () => expect(await ask(vendorModel)).toBe("200"))).toEqual([0, 0, 1]);
  const sent = vendor.requests.at(-1)!;
  expect(sent.headers.authorization).toBe("Bearer sk-live");
  expect(JSON.parse(sent.body)).toMatchObject({ model: "gpt-5-mini", store: false });
  const row = await lastRow();
  expect(row).toMatchObject({ provider_kind: "openai", model: "gpt-5-mini", price_version: "models.dev 2026-07-02" });
  expect(Number(row["cost_micros"])).toBeGreaterThan(0);
});

test("with the preset aura only servers of one's own are asked, and a third party can't be connected", async () => {
  setPolicy(settingsOfPreset(presets.aura, "organization", []));
  const route = await makeRoute("fallback", [{ model: ownModel }, { model: vendorModel }]);
  own.next(failing);
  const counts = await askedBy(async () => {
    expect(await ask(vendorModel)).toBe("403 models.not_allowed");
    expect(await ask(route)).toBe("503 provider.failed");
    expect(await ask(spareModel)).toBe("200");
  });
  expect(counts).toEqual([1, 1, 0]);
  const json = { provider: "openai", name: "O", key: "sk-live" };
  expect(await readRefusal(ada.request("/api/v1/provider-keys", { method: "POST", json }))).toBe(
    "403 models.not_allowed",
  );
});

async function obstacleOf(kind: string): Promise<string | null | undefined> {
  const listed = ada.request("/api/v1/providers");
  const { data } = await readAnswer<{ data: { kind: string; obstacle: string | null }[] }>(listed, 200);
  return data.find((one) => one.kind === kind)?.obstacle;
}

const none = { transfer: null };
const places = { FR: none, US: none, "US by clauses": {}, CN: none };
const nowhere = Object.fromEntries(Object.keys(places).map((place) => [place, "self_hosted_only"]));
const inEU = { FR: null, US: "no_transfer_mechanism", "US by clauses": null, CN: "no_transfer_mechanism" };

/** Where a preset lets a vendor be asked once somebody chose it, and what it says before. */
test.each([
  ["strict", "self_hosted_only", nowhere],
  ["aulm", "self_hosted_only", nowhere],
  ["aura", "self_hosted_only", nowhere],
  ["aumnify", "provider_not_chosen", inEU],
  ["postaura", "provider_not_chosen", { ...inEU, US: null }],
  ["alumia", null, inEU],
] as const)(
  "with the preset %s a vendor is asked where the table says, whatever the request is like",
  async (name, before, table) => {
    const preset = settingsOfPreset(presets[name], "organization", []);
    setPolicy(preset);
    expect(await obstacleOf("openai")).toBe(before);
    vendor.takesParts = true;
    const whens = [{ model: vendorModel, when: ["picture"] }, { model: vendorModel }];
    const route = await makeRoute("conditional", whens);
    const seen: Record<string, string | null | undefined> = {};
    for (const [place, entry] of Object.entries(places)) {
      allowOpenAI({ ...entry, country: place.slice(0, 2) });
      const chosen = { ...preset.get("ai.providers"), value: ["openai"] };
      const unasked = { ...preset.get("redaction.picture"), value: "allow" };
      setPolicy(new Map([...preset, ["ai.providers", chosen], ["redaction.picture", unasked]]));
      seen[place] = await obstacleOf("openai");
      const isOpen = seen[place] === null;
      const counts = await askedBy(async () => {
        for (const content of ["Hi", picture])
          expect(await ask(route, content)).toBe(isOpen ? "200" : "403 models.not_allowed");
        expect(await ask(ownModel)).toBe("200");
      });
      expect(counts).toEqual([1, 0, isOpen ? 2 : 0]);
    }
    expect(seen).toEqual(table);
  },
);

test("a vendor that the policy does not name, or whose entry does not hold, is not asked, and the refusal says why", async () => {
  const reasons: unknown[] = [];
  for (const entry of [{ trains: true }, { reviewed_on: "2020-01-01" }, { contract: null }, { transfer: null }]) {
    allowOpenAI(entry);
    reasons.push(await obstacleOf("openai"));
    expect(await askedBy(async () => expect(await ask(vendorModel)).toBe("403 models.not_allowed"))).toEqual([0, 0, 0]);
  }
  expect(reasons).toEqual(["trains", "not_reviewed", "no_contract", "no_transfer_mechanism"]);
});

test("nobody is asked for a yes to a picture that could not be sent anyway", async () => {
  allowOpenAI({ trains: true });
  expect(await ask(vendorModel, picture)).toBe("403 models.not_allowed");
  expect(await world.rows("select id from approvals")).toEqual([]);
  allowOpenAI();
  expect(await ask(vendorModel, picture)).toBe("409 egress.approval_needed");
  expect(await world.rows("select id from approvals")).toHaveLength(1);
});

test("a balanced route draws by weight, and a conditional one by what the request is like", () => {
  const targets = [
    { model: "a", weight: 1 },
    { model: "b", weight: 3 },
  ];
  const firsts = [0, 1, 2, 3].map(
    (ticket) => orderTargets("balance", targets, "text", (below) => Math.min(ticket, below - 1))[0]!.model,
  );
  expect(firsts).toEqual(["a", "b", "b", "b"]);
  const fitting = [{ model: "eyes", when: ["picture" as const] }, { model: "all" }];
  expect(orderTargets("conditional", fitting, "picture").map(({ model }) => model)).toEqual(["eyes", "all"]);
  expect(orderTargets("conditional", fitting, "text").map(({ model }) => model)).toEqual(["all"]);
});

test("a route leads only to models that are connected, and its name is its own", async () => {
  const make = (name: string, model: string) =>
    readRefusal(
      ada.request("/api/v1/routes", { method: "POST", json: { slug: name, strategy: "single", targets: [{ model }] } }),
    );
  expect(await make("nowhere", "mds_00000000000000000000000000/x")).toBe("404 models.not_connected");
  const taken = (await makeRoute("single", [{ model: ownModel }])).slice("auto:".length);
  expect(await make(taken, ownModel)).toBe("409 models.name_taken");
  expect(await ask("auto:nothing")).toBe("404 models.not_connected");
});

test("a vendor's address that the register does not name gets no request, and the organization is told", async () => {
  allowOpenAI({ hosts: ["api.openai.com"] });
  let answer = "";
  const sent = await askedBy(async () => {
    answer = await ask("openai/gpt-5-mini");
  });
  expect([answer, sent]).toEqual(["503 egress.host_not_registered", [0, 0, 0]]);
  const told = "select 1 from security_events where kind = 'egress.host_refused' and organization_id = $1";
  await until(async () => (await world.rows(told, [ada.organizationId])).length === 1);
});
