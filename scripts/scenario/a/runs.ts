import { type Browser, until } from "../browser.ts";

export type SeenCall = {
  id: string;
  tool: string;
  output: string | null;
  state: string;
  verdict: string | null;
  approval_id: string | null;
};
export type SeenRun = {
  id: string;
  state: string;
  reason: string | null;
  output: string | null;
  trigger: string;
  cost_micros: number;
  untrusted: boolean;
  trace: { model: string | null; calls: SeenCall[] }[];
};

export const startRun = (who: Browser, agent: { id: string }, text: string): Promise<SeenRun> =>
  who.must("POST", "/runs", { agent_id: agent.id, text });

export const readRun = (who: Browser, id: string): Promise<SeenRun> => who.must("GET", `/runs/${id}`);

const moving = new Set(["queued", "running", "awaiting_effect"]);

/** The run once it can go no further by itself. */
export const untilStill = (who: Browser, id: string): Promise<SeenRun> =>
  until(`run ${id} to stand still`, async () => {
    const run = await readRun(who, id);
    return !moving.has(run.state) && run;
  });

export const untilState = (who: Browser, id: string, state: string): Promise<SeenRun> =>
  until(`run ${id} to be ${state}`, async () => {
    const run = await readRun(who, id);
    if (["completed", "failed", "canceled", "budget_exceeded", "blocked"].includes(run.state) && run.state !== state)
      throw new Error(`the run is ${run.state} (${run.reason ?? "for no reason"}), not ${state}`);
    return run.state === state && run;
  });

export const callsOf = (run: SeenRun): SeenCall[] => run.trace.flatMap(({ calls }) => calls);

/** By which rule each tool ran, waits or was refused. */
export const verdictsOf = (run: SeenRun): string[] =>
  callsOf(run).map(({ tool, verdict }) => `${tool}: ${verdict ?? "none"}`);

type Approval = { id: string; hash: string; state: string };

export async function findApproval(who: Browser, id: string): Promise<Approval> {
  const { data } = await who.must<{ data: Approval[] }>("GET", "/approvals?limit=100");
  const found = data.find((one) => one.id === id);
  if (!found) throw new Error(`there is no approval ${id}`);
  return found;
}

export async function reject(who: Browser, id: string, reason: string): Promise<void> {
  const { hash } = await findApproval(who, id);
  await who.must("POST", `/approvals/${id}/reject`, { hash, reason });
}
