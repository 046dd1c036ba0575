import { setTimeout as sleep } from "node:timers/promises";
import { type Acknowledged, becomeOwner, findReceipt, list, liveThrough, password } from "./actors.ts";
import { type Chaos, seededRandom } from "./chaos.ts";
import { openVisitor, type Visitor } from "./visitor.ts";
import { startProcesses, type Victim } from "./processes.ts";

const victims: readonly Victim[] = ["web", "worker", "database"];
const peopleMin = 4;

/**
 * People sign up, write and erase themselves while web, worker and database are killed in turn at random moments.
 * At the end everything acknowledged is there, once, and nothing is left running.
 */
export const chaosGround: Chaos = async ({ n, seed, say }) => {
  const random = seededRandom(seed);
  const processes = await startProcesses();
  const problems: string[] = [];
  let kills = 0;
  let settled: PromiseSettledResult<Acknowledged>[] = [];
  let tries = 0;
  try {
    const operator = await becomeOwner(processes.origin, await processes.ownerToken);
    let isOver = false;
    const people = Array.from({ length: Math.max(peopleMin, Math.ceil(n / 2)) }, (_, i) =>
      liveThrough(processes.origin, operator, i),
    );
    const all = Promise.allSettled(people).finally(() => (isOver = true));
    while (kills < n) {
      await sleep(200 + random() * 1800);
      const victim = victims[kills % victims.length]!;
      await processes.kill(victim);
      kills++;
      say(`${kills}: killed ${victim}${isOver ? ", when all was done" : ""}`);
    }
    settled = await all;
    for (const result of settled) {
      if (result.status === "rejected") problems.push(String(result.reason));
      else problems.push(...(await findBroken(processes.origin, result.value)));
      if (result.status === "fulfilled") tries += result.value.visitor.tries();
    }
    problems.push(...(await findLeftovers(operator, settled)));
  } catch (error) {
    problems.push(String(error));
  }
  const { orphans } = await processes.stop();
  if (orphans.length > 0) problems.push(`left running: ${orphans.join(", ")}`);
  if (problems.length > 0) say(processes.output().slice(-4000));
  return { problems, kills, people: settled.length, requests: tries, seed };
};

/** What a person was told and is not so. */
async function findBroken(origin: string, one: Acknowledged): Promise<string[]> {
  const problems: string[] = [];
  const returning = openVisitor(origin);
  const { status } = await returning.ask("POST", "/sessions", {
    email: one.email,
    password,
  });
  if (one.receiptToken) {
    if (status < 400) problems.push(`${one.name} was erased and can sign in`);
    if (!(await findReceipt(returning, one.receiptToken))) problems.push(`${one.name} has no receipt`);
    return problems;
  }
  if (status >= 300) return [`${one.name} signed up and cannot sign in: ${status}`];
  const { organizations } = (await one.visitor.must("GET", "/me")) as { organizations: unknown[] };
  if (organizations.length !== 1) problems.push(`${one.name} made one organization and has ${organizations.length}`);
  const messages = list(await one.visitor.must("GET", `/conversations/${one.conversationId}/messages?limit=100`));
  for (const text of one.sent) {
    const found = messages.filter((m) => m["role"] === "user" && m["text"] === text).length;
    if (found !== 1) problems.push(`${one.name} wrote "${text}" once and finds it ${found} times`);
  }
  const answers = messages.filter((m) => m["role"] === "assistant");
  if (answers.length !== one.sent.length)
    problems.push(`${one.name} wrote ${one.sent.length} messages and has ${answers.length} answers`);
  const conversations = list(await one.visitor.must("GET", "/conversations"));
  if (conversations.length !== 1) problems.push(`${one.name} began one conversation and has ${conversations.length}`);
  return problems;
}

/** Organizations that should be gone, or are there twice. */
async function findLeftovers(operator: Visitor, settled: PromiseSettledResult<Acknowledged>[]): Promise<string[]> {
  const staying = settled.filter((s) => s.status === "fulfilled" && !s.value.receiptToken).length;
  const there = list(await operator.must("GET", "/operator/organizations?limit=100")).length;
  return settled.every((s) => s.status === "fulfilled") && there !== staying
    ? [`${staying} organizations should be there, and ${there} are`]
    : [];
}
