import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { becomeOwner, password, until } from "./actors.ts";
import { type Chaos, seededRandom } from "./chaos.ts";
import { findWrongInLedger } from "./find-wrong-in-ledger.ts";
import { startProcesses, type Victim } from "./processes.ts";
import type { Visitor } from "./visitor.ts";

const victims: readonly Victim[] = ["web", "database", "worker"];
/** So many calls at once, on a budget that pays for a fifth of them. */
const callsAtOnce = 50;
const callsPaid = 10;
const tokensMost = 40;
/** What one call sets aside at the sandbox's prices: its prompt with the margin, and the longest answer. */
const heldPerCall = 66 + tokensMost * 4;

/**
 * Fifty calls at once ask the sandbox for a stream, again and again, each time with a key whose budget pays for ten,
 * while web, database and worker are killed in turn at random moments. At the end the ledger agrees with every record.
 */
export const chaosLedger: Chaos = async ({ n, seed, say }) => {
  const random = seededRandom(seed);
  const processes = await startProcesses();
  const problems: string[] = [];
  const answered: string[] = [];
  let [kills, asked] = [0, 0];
  try {
    const owner = await becomeOwner(processes.origin, await processes.ownerToken);
    await openPlace(owner);
    while (kills < n) {
      const key = await openKey(owner, kills);
      const calls = Array.from({ length: callsAtOnce }, () => ask(processes.origin, key));
      asked += callsAtOnce;
      await sleep(100 + random() * 1500);
      const victim = victims[kills % victims.length]!;
      await processes.kill(victim);
      say(`${++kills}: killed ${victim}`);
      for (const id of await Promise.all(calls)) if (id !== undefined) answered.push(id);
    }
    await owner.must("GET", "/me");
    const database = new pg.Client({ connectionString: processes.databaseUrl() });
    database.on("error", (error) => problems.push(String(error)));
    await database.connect();
    try {
      await until("the end of every call", () => isQuiet(database));
      problems.push(...(await findWrongInLedger(database, answered)));
    } finally {
      await database.end();
    }
  } catch (error) {
    problems.push(String(error));
  }
  const { orphans } = await processes.stop();
  if (orphans.length > 0) problems.push(`left running: ${orphans.join(", ")}`);
  if (problems.length > 0) say(processes.output().slice(-4000));
  return { problems, kills, asked, answered: answered.length, seed };
};

async function openPlace(owner: Visitor): Promise<void> {
  const made = await owner.must("POST", "/organizations", { name: "Ledger" }, "organization");
  const [workspace] = made["workspaces"] as { id: string }[];
  owner.enter(workspace!.id, String(made["id"]));
  await owner.must("PATCH", "/organization", { ai_enabled: true });
}

/** A key whose calls are paid for ten at a time. */
async function openKey(owner: Visitor, index: number): Promise<string> {
  await owner.must("POST", "/sessions", { email: "olga@example.org", password }); // proves anew, as making keys asks for
  const workspace_ids = [owner.workspaceId()];
  const asked = { name: `Key ${index}`, scopes: ["generations.write"], workspace_ids };
  // The token is shown once: where its answer was lost with its connection, another key takes its place.
  const { id, token } = await owner.must("POST", "/api-keys", asked);
  const budget = { ledger: "sandbox", subject: "api_key", subject_id: id, ceiling: callsPaid * heldPerCall };
  await owner.must("POST", "/budgets", { ...budget, period: "once" }, `budget-${String(id)}`);
  return String(token);
}

/** Asks once. @returns the call's id, where the whole answer came */
async function ask(origin: string, token: string): Promise<string | undefined> {
  const content = "echo: One two three four five six seven eight nine ten";
  const body = { model: "sandbox", stream: true, max_tokens: tokensMost, messages: [{ role: "user", content }] };
  try {
    const answer = await fetch(`${origin}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await answer.text();
    return answer.status === 200 && text.includes("data: [DONE]") ? /"id":"([^"]+)"/.exec(text)?.[1] : undefined;
  } catch {
    return undefined; // whoever answered was killed
  }
}

/** Nothing runs, and what is set aside belongs to nothing that was ever sent. */
async function isQuiet(database: pg.Client): Promise<true | undefined> {
  const { rows } = await database.query<{ open: boolean }>(
    `select exists (select from generations where state = 'running')
       or exists (select from ledger_reservations r join generations g on g.id = r.operation_key where r.state = 'held') as open`,
  );
  return rows[0]!.open ? undefined : true;
}
