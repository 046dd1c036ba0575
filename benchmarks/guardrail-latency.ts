import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gatePort } from "../server/src/egress/ports.ts";
import { secondMs } from "../server/src/framework/clock.ts";
import { fill, filledPort } from "../server/src/framework/ports.ts";
import { openThrowAwayCluster } from "../server/src/operate/embedded/throw-away-cluster.ts";
import { makeApiKey } from "../server/src/testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../server/src/testing/people.ts";
import { readAnswer } from "../server/src/testing/read-answer.ts";
import { makeAgent, openTalkingWorld, turnAi } from "../server/src/testing/deeds/talk.ts";
import type { World } from "../server/src/testing/world.ts";
import { recordUpstream } from "./leaks/record-upstream.ts";
import { atMost, type Benchmark, type Figure, median } from "./lib/benchmark.ts";
import { makeDocuments } from "./pii/make-documents.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const bytes = 4096;
/** A name of three parts is kept as three stems, three parts and three pairs; most have two, and so five. */
const marksOfContact = 5;

/** What a streamed call through `/v1` waits for the guardrail before its first byte, with few and with many contacts. */
export const guardrailLatency: Benchmark = {
  summary:
    "first token of 4 kB prompts through /v1 with the guardrail and without, in turn; --n=100, --contacts=100000",
  async run() {
    const [n, contacts] = [Number(optionOf("n") ?? 100), Number(optionOf("contacts") ?? 100_000)];
    const cluster = await openThrowAwayCluster({ isDurable: false });
    process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
    const [world, recorder] = await Promise.all([openTalkingWorld(), recordUpstream("latency")]);
    try {
      const ask = await openDoor(world, recorder.url);
      await compare(ask, 30, dense());
      const usual = await compare(ask, n, ordinary());
      const few = await compare(ask, n, dense());
      const before = process.memoryUsage().rss;
      await plantContacts(world, ask.person, contacts);
      const many = await compare(ask, n, dense());
      const grownMb = Math.round((process.memoryUsage().rss - before) / 1e6);
      return [
        tell("ordinary_text", usual, { contacts: 1 }),
        tell("few_contacts", few, { contacts: 1 }),
        tell("many_contacts", many, { contacts, grown_mb: grownMb }),
      ];
    } finally {
      await world.close();
      await recorder.close();
      delete process.env["AVOW_TEST_DATABASE_URL"];
      await cluster.stop();
    }
  },
};

type Door = { person: PersonWithOrganization; first(prompt: string, isGuarded: boolean): Promise<Took> };
type Took = { ms: number; cpuMs: number };
type Compared = { added: number; addedCpu: number; guarded: number; bare: number };

const tell = (name: string, { added, addedCpu, guarded, bare }: Compared, facts: Record<string, number>): Figure =>
  atMost(`guardrail-latency.${name}`, added, 2, {
    unit: "ms more to the first token, median",
    processor_ms: addedCpu,
    with_ms: guarded,
    without_ms: bare,
    ...facts,
  });

async function openDoor(world: World, url: string): Promise<Door> {
  const person = await withOrganization(await signUp(world, "Ada"));
  // Nothing is stopped: what is found is replaced, which takes longest.
  const values = { "redaction.secret": "redact", "redaction.special": "redact", "redaction.minor": "redact" };
  await readAnswer(person.request("/api/v1/policy", { method: "PATCH", json: { values } }), 200);
  await turnAi(person, true);
  const { model } = await makeAgent(person, { url } as Parameters<typeof makeAgent>[1]);
  const json = { name: "Tarquin Ofloxam" };
  await readAnswer(person.request("/api/v1/contacts", { method: "POST", json }), 201);
  const { token } = await makeApiKey(person, { scopes: ["generations.write"], workspace_ids: [person.workspaceId] });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const gate = filledPort(world.app.ports, gatePort);
  let isOn = true;
  const guard: typeof gate.guard = (work, request) =>
    isOn ? gate.guard(work, request) : Promise.resolve({ action: "allow" });
  Object.assign(world.app, { ports: new Map([...world.app.ports, fill(gatePort, { ...gate, guard })]) });
  return {
    person,
    async first(prompt, isGuarded) {
      isOn = isGuarded;
      world.clock.advance(secondMs);
      const body = JSON.stringify({ model, stream: true, messages: [{ role: "user", content: prompt }] });
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      const answer = await world.request("/v1/chat/completions", { method: "POST", headers, body });
      const reader = answer.body!.getReader();
      await reader.read();
      const { user, system } = process.cpuUsage(cpu);
      const ms = performance.now() - began;
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      while (!(await reader.read()).done);
      return { ms, cpuMs: (user + system) / 1000 };
    },
  };
}

/** Every line holds something that is replaced. */
const dense = () =>
  makeDocuments(400, "latency")
    .map((one) => one.text)
    .join("\n")
    .trim();

/** This repository's guides: prose with a few numbers, addresses and code in it. */
function ordinary(): string {
  const guides = join(import.meta.dirname, "../docs/guides");
  return readdirSync(guides)
    .toSorted()
    .map((file) => readFileSync(join(guides, file), "utf8"))
    .join("\n");
}

/** The same prompts with and without, one after the other, so that what else the machine does falls on both. */
async function compare({ first }: Door, n: number, text: string): Promise<Compared> {
  const [on, off]: [Took[], Took[]] = [[], []];
  for (let at = 0; at < n; at++) {
    const from = (at * 1499) % (text.length - bytes);
    const prompt = text.slice(from, from + bytes);
    on.push(await first(prompt, true));
    off.push(await first(prompt, false));
  }
  const round = (value: number) => Number(value.toFixed(2));
  const of = (all: Took[], key: keyof Took) => median(all.map((took) => took[key]));
  return {
    added: round(median(on.map(({ ms }, at) => ms - off[at]!.ms))),
    addedCpu: round(median(on.map(({ cpuMs }, at) => cpuMs - off[at]!.cpuMs))),
    guarded: round(of(on, "ms")),
    bare: round(of(off, "ms")),
  };
}

/** What the index holds of so many contacts: as many marks, of random bytes as keyed hashes are. */
async function plantContacts(world: World, { workspaceId }: PersonWithOrganization, contacts: number): Promise<void> {
  await world.rows(
    `insert into known_contact_names (organization_id, workspace_id, id, contact_id, stands_in, mark)
     select c.organization_id, c.workspace_id, 'kcn_bench' || n, c.id, c.id, substring(sha256(n::text::bytea), 1, 16)
     from contacts c cross join generate_series(1, $2::int) n where c.workspace_id = $1`,
    [workspaceId, contacts * marksOfContact],
  );
  await world.rows("select count(*) from known_contact_names");
}
