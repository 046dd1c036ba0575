import { createParser } from "eventsource-parser";
import type { Deployment } from "../../framework/context.ts";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { type Person, type PersonWithOrganization, signUp, withOrganization } from "../people.ts";
import { readAnswer } from "../read-answer.ts";
import { openWorld, until, withoutLimits, type World } from "../world.ts";

/** Whoever can ask in the name of a person, over whichever way. */
export type Asker = Pick<Person, "request">;

export type SeenMessage = {
  id: string;
  conversation_id: string;
  role: "user" | "assistant";
  state: "queued" | "streaming" | "complete" | "stopped" | "failed";
  text: string;
  sandbox: boolean;
  model: string | null;
  error?: { code: string; title: string; help: string };
  superseded: boolean;
  generation?: { tokens_in: number; tokens_out: number; model: string; latency_ms: number };
};

type Seen<T> = { data: T[]; has_more: boolean; next_cursor: string | null };
export type SeenAgent = {
  id: string;
  name: string;
  model: string;
  version: number;
  sandbox: boolean;
  example: boolean;
};
export type SeenConversation = { id: string; agent_id: string; title: string | null; sandbox: boolean; state: string };

/** A world in which nobody talks too fast: its clock stands still, and so would its limits. */
export function openTalkingWorld(deployment: Partial<Deployment> = {}): Promise<World> {
  return openWorld({ replace: withoutLimits, deployment });
}

const post = (json: object = {}) => ({ method: "POST", json });

export async function turnAi(person: Asker, isOn: boolean): Promise<void> {
  await readAnswer(person.request("/api/v1/organization", { method: "PATCH", json: { ai_enabled: isOn } }), 200);
}

/** A talking world, a model server beside it, and Ada, whose organization uses AI. */
export async function openAnsweringWorld(
  deployment: Partial<Deployment> = {},
): Promise<{ world: World; fake: FakeModelServer; ada: Talker }> {
  const [world, fake] = await Promise.all([openTalkingWorld(deployment), startFakeModelServer()]);
  const ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  return { world, fake, ada };
}

/** Connects a model server, and answers how agents name its model. */
export async function connectModel(person: Asker, { url, model = "fake-1" }: { url: string; model?: string }) {
  const asked = post({ name: "Ours", url });
  const { id } = await readAnswer<{ id: string }>(person.request("/api/v1/model-servers", asked), 201);
  return `${id}/${model}`;
}

/** Connects a model server and makes an agent that uses its first model. */
export async function makeAgent(person: Asker, server: FakeModelServer, instructions = ""): Promise<SeenAgent> {
  const fields = { name: "Echo", instructions, model: await connectModel(person, { url: server.url }) };
  return readAnswer<SeenAgent>(person.request("/api/v1/agents", post(fields)), 201);
}

/** The agent that every workspace starts with. */
export function findExample(person: Asker): Promise<SeenAgent> {
  return until(async () => {
    const { data } = await readAnswer<Seen<SeenAgent>>(person.request("/api/v1/agents"), 200);
    return data.find(({ example }) => example);
  });
}

export const startConversation = (person: Asker, agent: { id: string }) =>
  readAnswer<SeenConversation>(person.request("/api/v1/conversations", post({ agent_id: agent.id })), 201);

export const say = (person: Asker, conversation: { id: string }, text: string) =>
  readAnswer<{ message: SeenMessage; reply: SeenMessage }>(
    person.request(`/api/v1/conversations/${conversation.id}/messages`, post({ text })),
    202,
  );

/** Oldest first. */
export async function readMessages(person: Asker, conversation: { id: string }): Promise<SeenMessage[]> {
  const path = `/api/v1/conversations/${conversation.id}/messages?limit=100`;
  return (await readAnswer<Seen<SeenMessage>>(person.request(path), 200)).data.toReversed();
}

/** The answer once it is over. */
export function untilOver(person: Asker, reply: SeenMessage, mostMs?: number): Promise<SeenMessage> {
  return until(async () => {
    const found = (await readMessages(person, { id: reply.conversation_id })).find(({ id }) => id === reply.id);
    return found && !["queued", "streaming"].includes(found.state) && found;
  }, mostMs);
}

/** The answer once some of it is there. */
export function untilShown(person: Asker, reply: SeenMessage): Promise<SeenMessage> {
  return until(async () => {
    const found = (await readMessages(person, { id: reply.conversation_id })).find(({ id }) => id === reply.id);
    return found && found.text !== "" && found;
  });
}

export type SeenEvent = { id: string | undefined; event: string; data: Record<string, unknown>; at: number };

/** A window that follows a conversation: keeps its events, and the messages as they add up to. */
export async function openWindow(person: Asker, conversation: { id: string }, lastEventId?: string) {
  const leave = new AbortController();
  const headers = {
    accept: "text/event-stream",
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  const path = `/api/v1/conversations/${conversation.id}/stream`;
  const answer = await person.request(path, { headers, signal: leave.signal });
  if (answer.status !== 200) throw new Error(`no stream: ${answer.status} ${await answer.text()}`);
  const events: SeenEvent[] = [];
  const messages = new Map<string, SeenMessage>();
  let isOver = false;
  const parser = createParser({
    onEvent: ({ id, event = "", data }) => {
      const seen = { id, event, data: JSON.parse(data) as Record<string, unknown>, at: performance.now() };
      events.push(seen);
      apply(messages, seen);
    },
  });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(decoder.decode(value, { stream: true }));
    }
  })()
    .catch(() => undefined) // the server, or the test, broke it off
    .finally(() => {
      isOver = true;
    });
  return {
    events,
    messages,
    isOver: () => isOver,
    lastEventId: () => events.findLast(({ id }) => id !== undefined)?.id,
    message: (id: string, state: SeenMessage["state"], mostMs?: number) =>
      until(() => messages.get(id)?.state === state && messages.get(id), mostMs),
    async close() {
      leave.abort();
      await reader.cancel().catch(() => undefined); // it may have broken off before
      await reading;
    },
  };
}

/** What a window does with an event. A gap or an overlap is a fault of the stream. */
function apply(messages: Map<string, SeenMessage>, { event, data }: SeenEvent): void {
  if (event === "message") messages.set(String(data["id"]), data as unknown as SeenMessage);
  if (event !== "delta") return;
  const message = messages.get(String(data["message_id"]));
  if (!message) return;
  if (message.text.length !== data["offset"])
    throw new Error(`delta at ${String(data["offset"])}, have ${message.text.length}`);
  messages.set(message.id, { ...message, text: message.text + String(data["text"]) });
}

export type Talker = PersonWithOrganization;
