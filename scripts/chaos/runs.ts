import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { becomeOwner, until } from "./actors.ts";
import { type Chaos, seededRandom } from "./chaos.ts";
import { openOtherSide } from "./deliveries/other-side.ts";
import { startProcesses } from "./processes.ts";
import type { Visitor } from "./visitor.ts";

/** Twelve questions to the model: eleven steps with tools, four of which write and two of which wait for a yes, and the answer. */
const stepsOfRun = 12;
const writesOfRun = 4;
const runsAtOnce = 3;
const settledWithinMs = 30 * 60_000;

const step = (tool: string, given: object) => `call: ${tool} ${JSON.stringify(given)}`;
const work = (run: number) =>
  [
    ...["1+1", "2+2"].map((expression) => step("calculate", { expression })),
    step("do_effect", { text: `r${run}/0` }),
    step("get_time", {}),
    step("do_effect", { text: `r${run}/1` }),
    step("now_and_then", {}),
    step("do_effect", { text: `r${run}/2` }),
    step("calculate", { expression: "3+3" }),
    step("do_effect", { text: `r${run}/3` }),
    step("get_time", {}),
    step("calculate", { expression: "4+4" }),
  ].join("\nthen:\n");

type Row = { id: string; state: string; steps: number; reason: string | null };

/**
 * Runs of twelve steps with four writes at a side that times out, lies and cuts off, two of which wait for a person. The worker is
 * killed at each boundary between two steps. At the end every run that was begun is completed, and every write happened once.
 */
export const chaosRuns: Chaos = async ({ n, seed, say }) => {
  const other = await openOtherSide(seededRandom(seed));
  const file = join(import.meta.dirname, "runs/tools-process.ts");
  const processes = await startProcesses({
    file,
    env: { AVOW_CHAOS_OTHER_SIDE: other.url, AVOW_ALLOW_LOOPBACK_MODELS: "1", AVOW_ALLOW_LOOPBACK_TARGETS: "1" },
  });
  const problems: string[] = [];
  let kills = 0;
  const begun: string[] = [];
  try {
    const owner = await becomeOwner(processes.origin, await processes.ownerToken);
    const agentId = await openPlace(owner);
    const client = new pg.Client({ connectionString: processes.databaseUrl() });
    client.on("error", (error) => problems.push(String(error)));
    await client.connect();
    const read = async () =>
      (await client.query<Row>("select id, state, steps, reason from runs where id = any($1)", [begun])).rows;
    const isOver = ({ state }: Row) =>
      ["completed", "failed", "canceled", "budget_exceeded", "blocked"].includes(state);
    try {
      while (kills < n) {
        for (let i = 0; i < runsAtOnce; i++) {
          const made = await owner.must("POST", "/runs", { agent_id: agentId, text: work(begun.length) });
          begun.push(String(made["id"]));
        }
        const seen = new Map<string, number>();
        await until(
          "the end of these runs",
          async () => {
            await approveAll(owner);
            const rows = await read();
            const hasPassed = rows.some((row) => !isOver(row) && row.steps > (seen.get(row.id) ?? 0));
            for (const row of rows) seen.set(row.id, row.steps);
            if (hasPassed && kills < n) {
              await processes.kill("worker");
              kills += 1;
              if (kills % 10 === 0 || kills === n) say(`${kills} kills, ${begun.length} runs begun`);
            }
            await sleep(30);
            return rows.every(isOver) || undefined;
          },
          settledWithinMs,
        );
      }
      problems.push(
        ...findWrong(await read(), other.effects),
        ...(await findWrongCalls(client, begun, other.effects.length)),
      );
    } finally {
      await client.end();
    }
  } catch (error) {
    problems.push(String(error));
  }
  const { orphans } = await processes.stop();
  other.close();
  if (orphans.length > 0) problems.push(`left running: ${orphans.join(", ")}`);
  if (problems.length > 0) say(processes.output().slice(-6000));
  return { problems, kills, runs: begun.length, writes: other.effects.length, tries: other.asked(), seed };
};

async function openPlace(owner: Visitor): Promise<string> {
  const made = await owner.must("POST", "/organizations", { name: "Runs" }, "organization");
  const [workspace] = made["workspaces"] as { id: string }[];
  owner.enter(workspace!.id, String(made["id"]));
  await owner.must("PATCH", "/organization", { ai_enabled: true });
  const rule = { approval: "rule", rule: { first_use: true } };
  const tools = [
    { name: "calculate", ...rule },
    { name: "get_time", ...rule },
    { name: "do_effect", approval: "never" },
  ];
  const settings = { tools, limits: { steps: stepsOfRun + 2, minutes: 60 } };
  const agent = await owner.must("POST", "/agents", { name: "Worker", settings });
  return String(agent["id"]);
}

async function approveAll(owner: Visitor): Promise<void> {
  const { data } = (await owner.must("GET", "/approvals?state=pending&limit=100")) as {
    data?: { id: string; hash: string }[];
  };
  for (const { id, hash } of data ?? []) await owner.ask("POST", `/approvals/${id}/approve`, { hash });
}

function findWrong(rows: readonly Row[], effects: readonly { text: string }[]): string[] {
  const problems = rows.flatMap(({ id, state, steps, reason }) =>
    state === "completed" && steps === stepsOfRun ? [] : [`${id} is ${state} after ${steps} steps: ${reason ?? ""}`],
  );
  const times = new Map<string, number>();
  for (const { text } of effects) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [text, count] of times) if (count > 1) problems.push(`${text} happened ${count} times`);
  return problems;
}

type Counted = { state: string; count: number };

/** What the other side refused did not happen and its run knows; all other writes did. */
async function findWrongCalls(client: pg.Client, begun: readonly string[], happened: number): Promise<string[]> {
  const { rows } = await client.query<Counted>(
    "select state, count(*)::int as count from tool_calls where run_id = any($1) and tool = 'do_effect' group by state",
    [begun],
  );
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  const asked = begun.length * writesOfRun;
  const problems =
    of("done") === happened ? [] : [`${of("done")} writes were told of as done, and ${happened} happened`];
  if (of("done") + of("failed") !== asked) problems.push(`of ${asked} writes ${JSON.stringify(rows)}`);
  return problems;
}
