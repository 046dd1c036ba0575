import { readAnswer } from "../read-answer.ts";
import type { Asker } from "./talk.ts";
import { until } from "../world.ts";

export type SeenCall = {
  id: string;
  tool: string;
  input: string;
  output: string | null;
  state: string;
  verdict: string | null;
  why: string | null;
  approval_id: string | null;
  delivery_id: string | null;
  child_run_id: string | null;
  error_code: string | null;
};
export type SeenRun = {
  id: string;
  state: string;
  reason: string | null;
  output: string | null;
  sandbox: boolean;
  untrusted: boolean;
  steps: number;
  steps_max: number;
  agent_id: string;
  cost_micros: number;
  trace: { state: string; text: string | null; cost_micros: number | null; attempt: number; calls: SeenCall[] }[];
};
export type SeenApproval = { id: string; hash: string; state: string; summary: string };

const post = (json: object) => ({ method: "POST", json });

/** What a key needs to have agents run with their tools, over whichever surface. */
export const scopesToRun = [
  "agents.read",
  "runs.read",
  "runs.write",
  "tools.use",
  "tools.read",
  "tools.write",
  "generations.write",
];

/** What a run asked of tools, step by step. */
export const callsOf = (run: Pick<SeenRun, "trace">): SeenCall[] => run.trace.flatMap(({ calls }) => calls);

/** An agent of the sandbox, or of the model named, with these tools. */
export function makeTooledAgent(
  person: Asker,
  tools: readonly object[],
  { model = "sandbox", instructions = "", ...settings }: Record<string, unknown> = {},
): Promise<{ id: string; name: string }> {
  const agent = { name: "Helper", instructions, model, settings: { ...settings, tools } };
  return readAnswer(person.request("/api/v1/agents", post(agent)), 201);
}

export const startRunOf = (person: Asker, agent: { id: string }, text: string): Promise<SeenRun> =>
  readAnswer(person.request("/api/v1/runs", post({ agent_id: agent.id, text })), 202);

export const readRun = (person: Asker, { id }: { id: string }): Promise<SeenRun> =>
  readAnswer(person.request(`/api/v1/runs/${id}`), 200);

const overStates = new Set(["completed", "failed", "canceled", "budget_exceeded", "blocked"]);

/** The run once it is in a state. @throws where it ended in another */
export function untilRun(
  person: Asker,
  run: { id: string },
  state: string,
  is: (seen: SeenRun) => boolean = () => true,
): Promise<SeenRun> {
  return until(async () => {
    const seen = await readRun(person, run);
    if (seen.state === state && is(seen)) return seen;
    if (overStates.has(seen.state) && seen.state !== state)
      throw new Error(`the run is ${seen.state}: ${seen.reason ?? ""} ${JSON.stringify(seen.trace.at(-1))}`);
    return undefined;
  });
}

export async function findApproval(person: Asker, id: string): Promise<SeenApproval> {
  const { data } = await readAnswer<{ data: SeenApproval[] }>(person.request("/api/v1/approvals?limit=100"), 200);
  const found = data.find((one) => one.id === id);
  if (!found) throw new Error(`no approval ${id}`);
  return found;
}

/** The same, published: what visitors of a widget are answered by. */
export async function publishAgent(
  person: Asker,
  { tools = [], ...more }: { tools?: readonly object[] } & Record<string, unknown> = {},
): Promise<{ id: string }> {
  const { rating, ...settings } = more;
  const agent = await makeTooledAgent(person, tools, settings);
  if (rating !== undefined)
    await readAnswer(person.request(`/api/v1/agents/${agent.id}`, { method: "PATCH", json: { rating } }), 200);
  await readAnswer(person.request(`/api/v1/agents/${agent.id}/publish`, post({})), 200);
  return agent;
}
