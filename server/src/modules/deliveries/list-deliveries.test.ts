import { afterAll, beforeAll, expect, test } from "vitest";
import { deliver } from "../../egress/public.ts";
import { hourMs, later } from "../../framework/clock.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
let start: Date;
const kinds = ["webhook", "mail", "tool_request", "tool_request_keyed"];
const made = new Map<string, string>();

/** One of each kind, an hour apart; nobody carries them out. */
beforeAll(async () => {
  all = await openTwoTenants();
  start = all.world.clock.now();
  for (const kind of kinds) {
    made.set(kind, await ask(all.ada, kind));
    all.world.clock.advance(hourMs);
  }
  await ask(all.bob, "mail");
});
afterAll(() => all.world.close());

async function ask({ organizationId, workspaceId }: PersonWithOrganization, kind: string): Promise<string> {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "deliveries", log: app.log } as const;
  const asked = { kind, operationKey: kind, payload: { text: "Hello" } };
  const { id } = await inScope(app.database, proveScope({ organizationId, workspaceId }), (db) =>
    deliver(makeWork(app, { db, ...facts }), asked),
  );
  return id;
}
const found = async (query: Record<string, string>, who = all.ada) => {
  const path = `/api/v1/deliveries?${new URLSearchParams(query).toString()}`;
  const { data } = await readAnswer<{ data: { id: string; kind: string }[] }>(who.request(path), 200);
  return data;
};
const kindsFound = async (query: Record<string, string>) => (await found(query)).map(({ kind }) => kind);
const hours = (n: number) => later(start, n * hourMs).toISOString();

test("what left is found by one kind or several, newest first", async () => {
  expect(await kindsFound({})).toEqual(kinds.toReversed());
  expect(await kindsFound({ kind: "mail" })).toEqual(["mail"]);
  expect(await kindsFound({ kind: "tool_request,tool_request_keyed" })).toEqual(["tool_request_keyed", "tool_request"]);
  expect(await kindsFound({ kind: "pigeon" })).toEqual([]);
});

test("what left is found by when it was asked for: not before one time, and before another", async () => {
  expect(await kindsFound({ from: hours(1), to: hours(3) })).toEqual(["tool_request", "mail"]);
  expect(await kindsFound({ from: hours(1), to: hours(3), kind: "mail" })).toEqual(["mail"]);
  expect(await kindsFound({ to: hours(0) })).toEqual([]);
  const refused = all.ada.request("/api/v1/deliveries?from=yesterday");
  expect(await readRefusal(refused)).toBe("422 request.invalid");
});

test("another workspace finds its own alone, whatever it asks for", async () => {
  const theirs = await found({ kind: kinds.join(","), from: hours(0) }, all.bob);
  expect(theirs.map(({ kind }) => kind)).toEqual(["mail"]);
  expect([...made.values()]).not.toContain(theirs[0]!.id);
});
