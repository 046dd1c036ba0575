import type { Asker } from "./talk.ts";
import { readAnswer } from "../read-answer.ts";
import { publishAgent } from "./run-agents.ts";
import type { World } from "../world.ts";

export type SeenWidget = { id: string; agent_id: string; snippet: string; version: number };
export type SeenTurn = { id: string; role: string; state: string; text: string };
export const widgetSite = "https://shop.example";

const post = (json: object) => ({ method: "POST", json });

/** A widget of a published agent of the sandbox, for one site. */
export async function makeWidget(
  person: Asker,
  json: object = {},
  agent: Record<string, unknown> = {},
): Promise<SeenWidget> {
  const { id } = await publishAgent(person, agent);
  const asked = { agent_id: id, name: "Shop", origins: [widgetSite], ...json };
  return readAnswer<SeenWidget>(person.request("/api/v1/widgets", post(asked)), 201);
}

type Window = { notice: string; notice_hash: string } & Record<string, unknown>;

export const openWindow = (world: World, id: string): Promise<Window> =>
  readAnswer(world.request(`/api/v1/widgets/${id}/window`), 200);

type Beginning = { ip?: string; json?: object; headers?: Record<string, string> };

/** Agrees, and begins. @throws where that is refused */
export async function begin(world: World, id: string, { ip = "203.0.113.5", json = {}, headers = {} }: Beginning = {}) {
  const { notice_hash } = await openWindow(world, id);
  const asked = world.request(`/api/v1/widgets/${id}/visits`, {
    method: "POST",
    ip,
    headers: { ...inWindow, ...headers },
    body: JSON.stringify({ embedded_on: widgetSite, notice_hash, ...json }),
  });
  const { token } = await readAnswer<{ token: string }>(asked, 201);
  return visitWith(world, { id, ip, token });
}

const inWindow = { "content-type": "application/json", "avow-csrf": "1" };

export type Visiting = {
  token: string;
  ask(method: string, path: string, json?: object, signal?: AbortSignal): Promise<Response>;
  say(text: string): Promise<Response>;
  stop(): Promise<Response>;
  leave(): Promise<Response>;
  /** What was said so far. */
  read(): Promise<{ data: SeenTurn[] }>;
  /** The same token in another widget, or another token in this one. */
  at(other: string): Visiting;
  with(other: string): Visiting;
};

/** What a visitor's window can ask. */
function visitWith(world: World, { id, ip, token }: { id: string; ip: string; token: string }): Visiting {
  const ask = (method: string, path: string, json?: object, signal?: AbortSignal) =>
    world.request(`/api/v1/widgets/${id}/visit${path}`, {
      method,
      ip,
      headers: { ...inWindow, "avow-visitor": token },
      ...(json && { body: JSON.stringify(json) }),
      ...(signal && { signal }),
    });
  return {
    token,
    ask,
    say: (text: string) => ask("POST", "/messages", { text }),
    stop: () => ask("POST", "/stop"),
    leave: () => ask("DELETE", ""),
    read: () => readAnswer<{ data: SeenTurn[] }>(ask("GET", ""), 200),
    at: (other: string): Visiting => visitWith(world, { id: other, ip, token }),
    with: (other: string): Visiting => visitWith(world, { id, ip, token: other }),
  };
}

/** Follows the visit as text, as it comes. */
export async function follow(visit: Visiting) {
  const leave = new AbortController();
  const answer = await visit.ask("GET", "/stream", undefined, leave.signal);
  if (answer.status !== 200) throw new Error(`no stream: ${answer.status} ${await answer.text()}`);
  const [decoder, reader] = [new TextDecoder(), (answer.body as ReadableStream<Uint8Array>).getReader()];
  let text = "";
  let isOver = false;
  const reading = (async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      text += decoder.decode(next.value, { stream: true });
  })()
    .catch(() => undefined) // the server, or the test, broke it off
    .finally(() => (isOver = true));
  return {
    text: () => text,
    isOver: () => isOver,
    async close() {
      leave.abort();
      await reader.cancel().catch(() => undefined); // it may have broken off before
      await reading;
    },
  };
}
