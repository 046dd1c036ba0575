import { outwardFetch } from "../../server/src/egress/outward/outward.ts";
import { deliveryKindsPort } from "../../server/src/egress/public.ts";
import { secondMs } from "../../server/src/framework/clock.ts";
import { fill } from "../../server/src/framework/ports.ts";
import { standardWebhooks } from "../../server/src/integrations/standard-webhooks/standard-webhooks.ts";
import { declareWebhookKind } from "../../server/src/modules/webhooks/declare-webhook-kind.ts";
import { makeApiKey } from "../../server/src/testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../server/src/testing/people.ts";
import { readAnswer } from "../../server/src/testing/read-answer.ts";
import { receiveWebhooks } from "../../server/src/testing/stand-ins/receive-webhooks.ts";
import {
  makeAgent,
  openTalkingWorld,
  say,
  startConversation,
  turnAi,
  untilOver,
} from "../../server/src/testing/deeds/talk.ts";
import type { World } from "../../server/src/testing/world.ts";
import { openDraw } from "../pii/draw.ts";
import { askWay } from "./ask-way.ts";
import { findLeaks, readEverything } from "./find-leaks.ts";
import { knownContacts, knownMember } from "./known-people.ts";
import { makePrompts, type Prompt } from "./make-prompts.ts";
import { mark, recordUpstream } from "./record-upstream.ts";
import { openMail } from "./open-mail.ts";
import type { Sent, Way } from "./way.ts";
import { places } from "./ways-out.ts";

export type Trial = {
  prompts: number;
  asked: number;
  blocked: number;
  values: number;
  /** Values of which something left, and answers that were not what was sent: what, where, and of which prompt. */
  leaks: string[];
  unequal: string[];
  failures: string[];
  echoes: number;
  free: number;
  freeLeft: number;
};

const redactEverything = Object.fromEntries(
  "person contact location birth payment government network secret special minor"
    .split(" ")
    .map((name) => [`redaction.${name}`, "redact"]),
);

/** Sends every prompt over one way out after the other, and looks at what arrived. */
export async function tryPrompts(n: number, seed: string): Promise<Trial> {
  const [world, recorder] = await Promise.all([openTalkingWorld(), recordUpstream(seed)]);
  const trial: Trial = {
    prompts: n,
    asked: 0,
    blocked: 0,
    values: 0,
    leaks: [],
    unequal: [],
    failures: [],
    echoes: 0,
    free: 0,
    freeLeft: 0,
  };
  let ways: Way[] = [];
  try {
    ways = await openWays(world, recorder.url, seed);
    for (const [at, prompt] of makePrompts(n, seed).entries()) {
      recorder.bodies.length = 0;
      world.clock.advance(secondMs); // nobody talks too fast
      const way = ways[at % ways.length]!;
      const { status, echo, sent } = await way.send(prompt, at);
      trial.asked++;
      judge(trial, prompt, { way: way.name, status, echo, sent, bodies: [...recorder.bodies, ...way.received()] });
    }
  } finally {
    await world.close();
    await Promise.all([recorder.close(), ...ways.map((way) => way.close?.())]);
  }
  return trial;
}

/** These need no word before them, such as a name has none. */
const byForm = new Set(["email", "iban", "card"]);
const markText = (text: string) => `${mark}\n${text}\n${mark}`;

type Seen = Sent & { way: string; bodies: string[] };

function judge(trial: Trial, prompt: Prompt, { way, status, echo, sent, bodies }: Seen): void {
  const where = `${way} ${prompt.id}`;
  const everything = readEverything(bodies);
  // Of a name that was sent alone, only what it is.
  const values = prompt.values.filter(({ text }) => sent.includes(text));
  trial.values += values.length;
  for (const { cls, text } of findLeaks(values, everything)) trial.leaks.push(`${where} ${cls}: ${text}`);
  if (status === 422) trial.blocked++;
  else if (status !== 200) trial.failures.push(`${where}: ${status}`);
  else {
    trial.free += prompt.free.length;
    trial.freeLeft += prompt.free.filter(({ text }) => everything.includes(text)).length;
  }
  if (echo === undefined) return;
  trial.echoes++;
  if (echo !== sent) trial.unequal.push(`${where}: ${JSON.stringify(sent)} came back as ${JSON.stringify(echo)}`);
}

/** Every way out there is: through an API key of one who masks everything, and of one who stops secrets, as is usual. */
async function openWays(world: World, url: string, seed: string): Promise<Way[]> {
  const draw = openDraw(`ways ${seed}`);
  const server = { url } as Parameters<typeof makeAgent>[1];
  const masking = await withOrganization(await signUp(world, "Ada"));
  const json = { values: redactEverything };
  // While nobody else has an account, what is weaker holds at once. What stands beside pictures is looked for, not they.
  const unasked = { values: { "redaction.picture": "allow" } };
  await readAnswer(masking.request("/api/v1/operator/policy", { method: "PATCH", json: unasked }), 200);
  await readAnswer(masking.request("/api/v1/policy", { method: "PATCH", json }), 200);
  const usual = await withOrganization(await signUp(world, "Bea"));
  const doors = await Promise.all([masking, usual].map((person) => openDoor(world, person, server)));
  const overApi = Object.entries(places).map(
    ([name, place]): Way => ({
      name,
      received: () => [],
      async send({ text, values }, at) {
        const { ask, model } = doors[at % 4 === 3 ? 1 : 0]!;
        const value = values.find(({ cls, text: one }) => byForm.has(cls) && /^\S{6,60}$/.test(one))?.text;
        const sent = place.isName ? (value ?? "4111111111111111") : markText(text);
        return { sent, ...(await askWay(ask, place, sent, model, place.streams && draw.chance(0.5))) };
      },
    }),
  );
  const talk: Way = {
    name: "conversation",
    received: () => [],
    async send(prompt, at) {
      const { person, conversation } = doors[at % 4 === 3 ? 1 : 0]!;
      const text = markText(prompt.text);
      const { reply } = await say(person, conversation, text);
      const { state, text: echo } = await untilOver(person, reply);
      return state === "complete" ? { status: 200, sent: text, echo } : { status: 422, sent: text };
    },
  };
  return [...overApi, talk, await openWebhook(world, masking), await openMail(world, masking)];
}

async function openDoor(world: World, person: PersonWithOrganization, server: Parameters<typeof makeAgent>[1]) {
  await turnAi(person, true);
  await makeKnown(person);
  const agent = await makeAgent(person, server);
  const scopes = ["generations.write"];
  const { token } = await makeApiKey(person, { scopes, workspace_ids: [person.workspaceId] });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const ask = (path: string, init: RequestInit) => world.request(path, { ...init, headers });
  return { person, ask, model: agent.model, conversation: await startConversation(person, agent) };
}

/** Contacts, and a name of their own, that prompts speak of. */
async function makeKnown(person: PersonWithOrganization): Promise<void> {
  for (const { name, identities } of knownContacts)
    await readAnswer(person.request("/api/v1/contacts", { method: "POST", json: { name, identities } }), 201);
  const { user } = await readAnswer<{ user: { version: number } }>(person.request("/api/v1/me"), 200);
  const headers = { "if-match": `"${user.version}"` };
  const json = { name: knownMember.name };
  await readAnswer(person.request("/api/v1/me", { method: "PATCH", json, headers }), 200);
}

/** An endpoint that hears of contacts, and contacts that are what was planted. */
async function openWebhook(world: World, person: PersonWithOrganization): Promise<Way> {
  const fetch = outwardFetch({ allowLoopback: true, readsBeginningOnly: true });
  const kind = declareWebhookKind(standardWebhooks, fetch);
  const ports = new Map([...world.app.ports, fill(deliveryKindsPort, new Map([[kind.name, kind]]))]);
  Object.assign(world.app, { ports });
  await world.work();
  const receiver = await receiveWebhooks();
  const json = { url: `${receiver.url}/hook`, events: ["contact.created"] };
  await readAnswer(person.request("/api/v1/webhook-endpoints", { method: "POST", json }), 201);
  return {
    name: "webhook",
    received: () => receiver.received.splice(0).map(({ body }) => body),
    async send({ text }) {
      const contact = { name: text.replaceAll(/\s+/g, " ").trim().slice(0, 200) };
      const made = await person.request("/api/v1/contacts", { method: "POST", json: contact });
      await untilIdle(world, "deliveries");
      return { status: made.status === 201 ? 200 : made.status, sent: text };
    },
  };
}
