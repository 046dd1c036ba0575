import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Subject } from "../../../framework/context.ts";
import { readIn } from "../../../framework/database/tenant.ts";
import { makeWork } from "../../../framework/work.ts";
import { beginRequest, carryOut, receiptOf } from "../../../privacy/testing/begin-request.ts";
import { type Filled, fillTables, newWhose, type Whose } from "../../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../../testing/world.ts";
import { findGiven } from "./find-given.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Somebody who had a provider of this kind asked, and a contact about whom it was. */
async function ask(kind: string): Promise<{ whose: Whose; filled: Filled; at: Date }> {
  const whose = await newWhose(world);
  const filled = await fillTables(world, whose);
  const at = later(world.clock.now(), -3 * dayMs);
  const { workspaceId } = whose;
  await world.rows("update generations set provider_kind = $2, created_at = $3 where workspace_id = $1", [
    workspaceId,
    kind,
    at,
  ]);
  await world.rows("update contact_generations set recipient = $2, asked_at = $3 where workspace_id = $1", [
    workspaceId,
    kind,
    at,
  ]);
  // By what else something could have left is tried by itself.
  await world.rows("update deliveries set sandbox = true where workspace_id = $1", [workspaceId]);
  await world.rows("update connected_apps set last_used_at = null where workspace_id = $1", [workspaceId]);
  return { whose, filled, at };
}

async function processorsAfter(subject: Subject) {
  const { app } = world;
  const principal = { kind: "system" as const, id: "privacy_requests.erase" };
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "account", log: app.log });
  const begun = await beginRequest(world, subject);
  const signal = new AbortController().signal;
  await carryOut(world, begun.requestId, signal, { findGiven: (db, of) => findGiven(work, db, of) });
  return (await receiptOf(world, begun)).receipt.levels!.processors;
}

const subjects: [Subject["kind"], (of: { whose: Whose; filled: Filled }) => Subject][] = [
  ["user", ({ whose }) => ({ kind: "user", id: whose.userId })],
  ["organization", ({ whose }) => ({ kind: "organization", id: whose.organizationId })],
  [
    "contact",
    ({ whose: { organizationId, workspaceId }, filled }) => ({
      kind: "contact",
      id: String(filled.get("contacts")?.["id"]),
      within: { organizationId, workspaceId },
    }),
  ],
];

test.each(subjects)(
  "the receipt of one %s says which provider had been asked, and when it runs out there",
  async (_, of) => {
    const mine = await ask("mistral");
    await ask("openai"); // somebody else's
    expect(await processorsAfter(of(mine))).toEqual([
      {
        name: "Mistral AI",
        outcome: "deletes nothing on request; keeps what it was sent for 30 days at the most",
        by: later(mine.at, 30 * dayMs).toISOString(),
      },
    ]);
  },
);

test("of a server in no register it is said that only whoever runs it knows; the sandbox received nothing", async () => {
  const own = await ask("own_server");
  expect(await processorsAfter({ kind: "user", id: own.whose.userId })).toEqual([
    { name: "Model server (own_server)", outcome: "keeps what it was sent as whoever runs it says", by: null },
  ]);
  const tried = await ask("sandbox");
  expect(await processorsAfter({ kind: "user", id: tried.whose.userId })).toEqual([]);
});
