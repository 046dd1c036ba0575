import { afterAll, beforeAll, expect, test } from "vitest";
import { connectorTools } from "../connections/tools/connector-tools.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { startingPoints } from "./starting-points.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

type Made = { id: string; name: string; instructions: string; published: number | null; settings: object };
type Case = { name: string; state: string; outcomes: { kind: string; passed: boolean; why: string | null }[] };
type Tried = { id: string; ended_at: string | null; results: Case[] };
type Known = { name: string; effect: string };

const post = (json: object = {}) => ({ method: "POST", json });
const make = (json: object, who = all.ada) => who.request("/api/v1/agents", post(json));
const makeOf = (slug: string, name = "Mine") => readAnswer<Made>(make({ name, starting_point: slug }), 201);
const named = startingPoints.map((point) => [point.slug, point] as const);

test("there are between five and seven, each under a name of its own, and whoever may see agents sees them all", async () => {
  const { data } = await readAnswer<{ data: { slug: string }[] }>(
    all.bob.request("/api/v1/agent-starting-points"),
    200,
  );
  const slugs = data.map(({ slug }) => slug);
  expect(slugs).toEqual(startingPoints.map(({ slug }) => slug));
  expect([slugs.length >= 5, slugs.length <= 7, new Set(slugs).size]).toEqual([true, true, slugs.length]);
});

test.each(named)(
  "%s tells each variable of its instructions, gives each a value, and has three to five cases",
  (_, point) => {
    const { instructions, settings } = point.agent;
    const wanted = [...instructions.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    expect(new Set(settings.variables.map(({ name }) => name))).toEqual(new Set(wanted));
    expect(settings.variables.filter(({ value, required }) => value === "" || required)).toEqual([]);
    for (const { type, value, choices } of settings.variables) if (type === "choice") expect(choices).toContain(value);
    expect([point.cases.length >= 3, point.cases.length <= 5]).toEqual([true, true]);
    expect(settings.run_budget_micros).toBeGreaterThan(0);
    expect(settings.limits.steps).toBeLessThanOrEqual(30);
  },
);

test.each(named)(
  "%s asks for no right but those it names in words, and does nothing outside without a yes",
  async (_, point) => {
    const { tools } = point.agent.settings;
    const needs = connectorTools
      .filter(({ tool }) => tools.some(({ name }) => name === tool.name))
      .map(({ need }) => need);
    const asked = Object.entries(point.asks).flatMap(([service, abilities]) =>
      abilities.map((one) => `${service} ${one}`),
    );
    expect(asked.toSorted()).toEqual(
      [...new Set(needs.map(({ service, ability }) => `${service} ${ability}`))].toSorted(),
    );
    const { data } = await readAnswer<{ data: Known[] }>(all.ada.request("/api/v1/tools"), 200);
    const known: Known[] = [...data, ...connectorTools.map(({ tool }) => tool)];
    for (const { name, approval } of tools) {
      const tool = known.find((one) => one.name === name);
      expect([name, tool?.name]).toEqual([name, name]);
      if (tool?.effect === "writes") expect([name, approval]).toEqual([name, "always"]);
    }
  },
);

test.each(named)(
  "%s makes a draft as it is written, which passes all its cases in the sandbox",
  async (slug, point) => {
    const made = await makeOf(slug);
    const { instructions, settings, rating } = point.agent;
    expect(made).toMatchObject({ name: "Mine", instructions, settings, rating, published: null, sandbox: true });
    const evaluations = `/api/v1/agents/${made.id}/evaluations`;
    const { id } = await readAnswer<Tried>(all.ada.request(evaluations, post()), 202);
    const ended = await until(async () => {
      const { data } = await readAnswer<{ data: Tried[] }>(all.ada.request(evaluations), 200);
      return data.find((one) => one.id === id && one.ended_at !== null);
    });
    const failed = ended.results.filter(({ state }) => state !== "passed");
    expect([ended.results.length, failed]).toEqual([point.cases.length, []]);
  },
);

test("what an agent's maker says comes before its starting point, and another workspace sees neither agent nor cases", async () => {
  const said = { name: "Clerk", instructions: "Be brief.", rating: "adults", starting_point: "support-desk" };
  const made = await readAnswer<Made>(make(said), 201);
  expect(made).toMatchObject({ name: "Clerk", instructions: "Be brief.", rating: "adults" });
  const path = `/api/v1/agents/${made.id}`;
  const { cases, version } = await readAnswer<{ cases: object[]; version: number }>(
    all.ada.request(`${path}/evaluation-set`),
    200,
  );
  expect([cases.length, version]).toEqual([4, 1]);
  for (const one of [path, `${path}/evaluation-set`])
    expect(await readRefusal(all.bob.request(one))).toBe("404 request.not_found");
});

test("a starting point that is none is refused, and leaves no agent", async () => {
  const list = async () => (await readAnswer<{ data: object[] }>(all.bob.request("/api/v1/agents"), 200)).data.length;
  const before = await list();
  for (const slug of ["nothing", "__proto__", "Support-Desk"])
    expect(await readRefusal(make({ name: "A", starting_point: slug }, all.bob))).toBe(
      "422 agents.starting_point_unknown",
    );
  expect(await list()).toBe(before);
});

test("what a starting point needs is told in the words under which it is allowed, and whether it can be had here", async () => {
  type Point = { slug: string; needs: { kind: string; says: string; service: string | null; is_offered: boolean }[] };
  const { data } = await readAnswer<{ data: Point[] }>(all.ada.request("/api/v1/agent-starting-points"), 200);
  const needs = (slug: string) => data.find((one) => one.slug === slug)?.needs;
  expect(needs("inbox-helper")).toMatchObject([
    {
      kind: "account",
      service: "google",
      says: "An account of Gmail and Google Calendar that can read your mail, and can send mail as you",
      is_offered: false,
    },
  ]);
  expect(needs("support-desk")).toMatchObject([{ kind: "collection", service: null, is_offered: true }]);
  expect(needs("researcher")?.map(({ kind }) => kind)).toEqual(["collection", "addresses"]);
  expect(needs("remembering-assistant")?.map(({ kind }) => kind)).toEqual(["memory"]);
  expect(needs("writer")).toEqual([]);
});
