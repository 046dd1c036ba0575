import { readAnswer } from "../read-answer.ts";
import { until } from "../world.ts";
import type { Asker } from "./talk.ts";

export type SeenMemory = {
  id: string;
  agent_id: string;
  conversation_id: string | null;
  message_id: string | null;
  text: string;
  kind: string;
  source: string;
  status: string;
  successor_id: string | null;
  superseded_at: string | null;
  pinned: boolean;
  untrusted: boolean;
  sandbox: boolean;
  confidence: number;
};

const post = (json: object = {}) => ({ method: "POST", json });

export const agreeToMemory = (person: Asker): Promise<unknown> =>
  readAnswer(person.request("/api/v1/me/consents/memory", post()), 200);

/** An agent that remembers, of the sandbox unless said otherwise. */
export const makeRememberingAgent = (
  person: Asker,
  { model = "sandbox", ...settings }: Record<string, unknown> = {},
): Promise<{ id: string }> =>
  readAnswer(
    person.request(
      "/api/v1/agents",
      post({ name: "Mia", instructions: "", model, settings: { memory: { enabled: true }, ...settings } }),
    ),
    201,
  );

/** Newest first. */
export async function readMemories(person: Asker, query = ""): Promise<SeenMemory[]> {
  return (await readAnswer<{ data: SeenMemory[] }>(person.request(`/api/v1/memories?limit=100${query}`), 200)).data;
}

export const untilRemembered = (person: Asker, text: string): Promise<SeenMemory> =>
  until(async () => (await readMemories(person)).find((one) => one.text === text), 20_000);

export const remember = (person: Asker, fields: object): Promise<SeenMemory> =>
  readAnswer(person.request("/api/v1/memories", post(fields)), 201);

export async function searchMemories(person: Asker, agent: { id: string }, query: string): Promise<string[]> {
  const asked = person.request("/api/v1/memory-searches", post({ agent_id: agent.id, query }));
  return (await readAnswer<{ data: SeenMemory[] }>(asked, 200)).data.map(({ text }) => text);
}
