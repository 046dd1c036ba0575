import { afterAll, beforeAll, expect, test } from "vitest";
import { type Policies, policiesPort } from "../../../egress/policy/open-policies.ts";
import { presets } from "../../../egress/policy/presets.ts";
import { resolvePolicy, settingsOfPreset } from "../../../egress/policy/resolve-policy.ts";
import type { PolicySetting } from "../../../egress/policy/tables.ts";
import { type Providers, providersPort } from "../../../egress/ports.ts";
import { type Register, registerPort } from "../../../egress/processors/open-register.ts";
import { type ProcessorFacts, shippedProcessors } from "../../../egress/processors/processor.ts";
import { type Port, filledPort } from "../../../framework/ports.ts";
import { startFakeAnthropic } from "../../../integrations/anthropic/fake.ts";
import { startFakeGoogle } from "../../../integrations/google/fake.ts";
import { startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { openTalkingWorld, type Talker, turnAi } from "../../../testing/deeds/talk.ts";
import type { World } from "../../../testing/world.ts";
import { vendorKinds } from "../provider-kinds.ts";

type Vendor = (typeof vendorKinds)[number];
type Transfer = ProcessorFacts["transfer"];
type Seen = { url: string; requests: { method: string }[]; close(): Promise<void> };

let world: World;
let ada: Talker;
let key: string;
let own: Seen;
let ownModel: string;
const fakes = {} as Record<Vendor, Seen>;
const models = {} as Record<Vendor, string>;
const dialects: Partial<Record<Vendor, (key: string) => Promise<Seen>>> = {
  anthropic: startFakeAnthropic,
  google: startFakeGoogle,
};

beforeAll(async () => {
  world = await openTalkingWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  key = (await makeApiKey(ada, { scopes: ["generations.write"], workspace_ids: [ada.workspaceId] })).token;
  own = await startFakeModelServer();
  for (const vendor of vendorKinds) {
    const start = dialects[vendor] ?? ((secret: string) => startFakeModelServer({ key: secret, models: ["one"] }));
    fakes[vendor] = await start("sk-live");
  }
  const providers = filledPort(world.app.ports, providersPort);
  const urls = Object.fromEntries(vendorKinds.map((vendor) => [vendor, fakes[vendor].url]));
  setPort<Providers>(providersPort, { ...providers, urls: { ...providers.urls, ...urls } });
  obey(new Map([["ai.locality", { value: "allow_list" }]]), vendorKinds, { mechanism: "scc", review_by: "2099-01-01" });
  ownModel = await connect("/model-servers", { url: own.url });
  for (const provider of vendorKinds) models[provider] = await connect("/provider-keys", { provider, key: "sk-live" });
  const credit = { method: "POST", json: { ledger: "real", amount: 1_000_000 } };
  await readAnswer(ada.request(`/api/v1/operator/organizations/${ada.organizationId}/grants`, credit), 201);
});
afterAll(async () => {
  await world.close();
  await Promise.all([own, ...Object.values(fakes)].map((fake) => fake.close()));
});

function setPort<T>(port: Port<T>, filling: T): void {
  (world.app.ports as Map<string, unknown>).set(port.name, filling);
}

/** From here on everyone obeys these settings, with these vendors chosen, all in good standing where they are. */
function obey(
  settings: ReadonlyMap<string, PolicySetting>,
  chosen: readonly Vendor[],
  transfer: Transfer = null,
): void {
  const policy = resolvePolicy([
    {
      level: "organization",
      settings: new Map([...settings, ["ai.providers", { ...settings.get("ai.providers"), value: [...chosen] }]]),
    },
  ]);
  const before = filledPort(world.app.ports, policiesPort);
  setPort<Policies>(policiesPort, { ...before, read: async () => policy });
  const reviewed_on = world.clock.now().toISOString().slice(0, 10);
  const entryOf = (name: Vendor) => {
    const shipped = shippedProcessors[name]!;
    const standing = {
      trains: false,
      zero_retention: "always" as const,
      contract: { reference: "DPA", signed_on: "2026-01-01" },
    };
    return {
      name,
      facts: { ...shipped, ...standing, hosts: ["127.0.0.1"], transfer, reviewed_on },
      effectiveAt: new Date(0),
    };
  };
  const entries = new Map(vendorKinds.map((name) => [name as string, entryOf(name)]));
  setPort<Register>(registerPort, { read: async () => entries });
}

async function connect(path: string, json: object): Promise<string> {
  const asked = { method: "POST", json: { name: "One", ...json } };
  const { id, models: found } = await readAnswer<{ id: string; models: string[] }>(
    ada.request(`/api/v1${path}`, asked),
    201,
  );
  return `${id}/${found[0]}`;
}

async function ask(model: string): Promise<string> {
  const answer = await world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "Hi" }] }),
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return answer.ok ? "200" : `${answer.status} ${error?.code}`;
}

const askedOf = (fake: Seen) => fake.requests.filter(({ method }) => method === "POST").length;
const askedOfAll = () => vendorKinds.map((vendor) => askedOf(fakes[vendor]));

async function obstacles(): Promise<Record<string, string | null>> {
  const listed = ada.request("/api/v1/providers");
  const { data } = await readAnswer<{ data: { kind: Vendor; obstacle: string | null }[] }>(listed, 200);
  return Object.fromEntries(
    data.filter(({ kind }) => vendorKinds.includes(kind)).map((one) => [one.kind, one.obstacle]),
  );
}

type Table = Record<Vendor, string | null>;
const all = (obstacle: string | null): Table =>
  Object.fromEntries(vendorKinds.map((vendor) => [vendor, obstacle])) as Table;
/** Without a transfer mechanism, who processes in the Union can be asked, and who is elsewhere can not. */
const atHome: Table = { ...all("no_transfer_mechanism"), mistral: null };

test.each<[keyof typeof presets, Table]>([
  ["strict", all("self_hosted_only")],
  ["aulm", all("self_hosted_only")],
  ["aura", all("self_hosted_only")],
  ["aumnify", atHome],
  ["alumia", atHome],
  ["postaura", { ...all(null), deepseek: "no_transfer_mechanism" }],
])(
  "with the preset %s each of the eight vendors is asked where the table says, and nobody else",
  async (name, table) => {
    const preset = settingsOfPreset(presets[name], "organization", []);
    obey(preset, vendorKinds);
    expect(await obstacles()).toEqual(table);
    for (const [at, vendor] of vendorKinds.entries()) {
      const before = askedOfAll();
      const isOpen = table[vendor] === null;
      expect(await ask(models[vendor])).toBe(isOpen ? "200" : "403 models.not_allowed");
      expect(askedOfAll().map((count, i) => count - before[i]!)).toEqual(
        vendorKinds.map((_, i) => Number(isOpen && i === at)),
      );
    }
    const before = askedOf(own);
    expect(await ask(ownModel)).toBe("200");
    expect(askedOf(own)).toBe(before + 1);
    // Of all of them one alone is chosen: the seven others are not asked, whatever the register says of them.
    obey(preset, ["mistral"]);
    const chosenAlone = Object.entries(await obstacles()).filter(([, obstacle]) => obstacle === null);
    expect(chosenAlone.map(([vendor]) => vendor)).toEqual(table.mistral === null ? ["mistral"] : []);
  },
);
