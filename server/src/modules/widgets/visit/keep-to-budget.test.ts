import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../../framework/clock.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { begin, makeWidget, type SeenWidget, type Visiting } from "../../../testing/deeds/visit-widget.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Budget = { ceiling: number; spent: number; held: number };
const budgetOf = ({ id }: SeenWidget) => {
  return all.world.rows<Budget>(
    "select ceiling, spent, held from budgets where subject = 'widget' and subject_id = $1",
    [id],
  );
};
const change = async ({ id }: SeenWidget, budget_micros: number) =>
  readAnswer(ada.request(`/api/v1/widgets/${id}`, { method: "PATCH", json: { budget_micros } }), 200);
const over = (visits: readonly Visiting[]) =>
  until(async () => {
    const said = await Promise.all(visits.map(async (one) => (await one.read()).data.at(-1)!));
    return said.every(({ state }) => state === "complete" || state === "failed") ? said : undefined;
  });
/** Sandbox credits: an answer of the sandbox costs a few hundredths of what is set aside for it. */
const oneAnswer = 17_000;
const visitors = (widget: SeenWidget, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => begin(all.world, widget.id, { ip: `203.0.113.${n + 10}` })));

test("however many visitors ask at once, what is set aside and spent never passes the widget's budget of the day", async () => {
  const widget = await makeWidget(ada, { budget_micros: oneAnswer * 2 + 10_000, network_daily: 1000 });
  const visits = await visitors(widget, 12);
  const seen: Budget[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) seen.push(...(await budgetOf(widget)));
  })();
  await Promise.all(visits.map((one, n) => one.say(`Tell me number ${n}, at length`)));
  const said = await over(visits);
  isOver = true;
  await watching;
  const states = new Set(said.map(({ state }) => state));
  expect(states).toContain("complete");
  for (const { ceiling, spent, held } of seen) expect(spent + held).toBeLessThanOrEqual(ceiling);
  const [end] = await budgetOf(widget);
  expect(end!.held).toBe(0);
  const [{ charged } = { charged: 0 }] = await all.world.rows<{ charged: number }>(
    "select sum(cost_micros)::int as charged from generations where surface = 'widget' and agent_id = $1",
    [widget.agent_id],
  );
  expect(end!.spent).toBe(charged);
  expect(charged).toBeLessThanOrEqual(end!.ceiling);
});

test("an answer that does not fit into what is left is not begun, and what others set aside comes back to it", async () => {
  const widget = await makeWidget(ada, { budget_micros: 100 });
  const [visit] = await visitors(widget, 1);
  await readAnswer(visit!.say("Hello"), 202);
  expect((await over([visit!]))[0]).toMatchObject({ state: "failed", text: "" });
  expect(await budgetOf(widget)).toEqual([{ ceiling: 100, spent: 0, held: 0 }]);
  await change(widget, 1_000_000);
  await readAnswer(visit!.say("Hello again"), 202);
  expect((await over([visit!]))[0]).toMatchObject({ state: "complete" });
  const [{ spent } = { spent: 0 }] = await budgetOf(widget);
  expect(spent).toBeGreaterThan(0);
  await change(widget, spent);
  expect(await readRefusal(visit!.say("And again"))).toBe("429 widgets.budget_spent");
});

test("a run that answers a visitor is held by the widget's budget at each step, and its trace names it", async () => {
  const widget = await makeWidget(ada, { budget_micros: 1 }, { tools: [{ name: "calculate" }] });
  const [visit] = await visitors(widget, 1);
  await readAnswer(visit!.say('call: calculate {"expression":"1+1"}'), 202);
  expect((await over([visit!]))[0]).toMatchObject({ state: "failed" });
  const [run] = await all.world.rows<{ id: string; state: string }>(
    "select id, state from runs where trigger_id = $1",
    [widget.id],
  );
  expect(run!.state).toBe("budget_exceeded");
  const { data } = await readAnswer<{ data: object[] }>(ada.request(`/api/v1/runs/${run!.id}/budgets`), 200);
  expect(data).toContainEqual(
    expect.objectContaining({ subject: "widget", ceiling: 1, period: "daily", ended_run: true }),
  );
});

test("the budget is the widget's alone: nobody sets it as one of the organization's, and it goes with the widget", async () => {
  const widget = await makeWidget(ada);
  await visitors(widget, 1);
  const [row] = await all.world.rows<{ id: string }>("select id from budgets where subject_id = $1", [widget.id]);
  const { data } = await readAnswer<{ data: object[] }>(ada.request("/api/v1/budgets"), 200);
  expect(data).toEqual([]);
  const raised = ada.request(`/api/v1/budgets/${row!.id}`, { method: "PATCH", json: { ceiling: 1 } });
  expect(await readRefusal(raised)).toBe("404 request.not_found");
  const [other] = await all.world.rows<{ held: string }>("select held from budgets where subject_id = $1", [widget.id]);
  expect(Number(other!.held)).toBe(0);
  await readAnswer(ada.request(`/api/v1/widgets/${widget.id}`, { method: "DELETE" }), 204);
  expect(await budgetOf(widget)).toEqual([]);
});

test("what is spent of a day is given anew with the next", async () => {
  const widget = await makeWidget(ada, { budget_micros: 1_000_000 });
  const [visit] = await visitors(widget, 1);
  await readAnswer(visit!.say("Hello"), 202);
  await over([visit!]);
  const [{ spent } = { spent: 0 }] = await budgetOf(widget);
  await change(widget, spent);
  expect(await readRefusal(visit!.say("More"))).toBe("429 widgets.budget_spent");
  all.world.clock.advance(dayMs);
  const later = await begin(all.world, widget.id);
  expect((await later.say("More")).status).toBe(202);
});
