// Long because one person is followed through every table, with what is told of each.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { createTableSql } from "../../framework/database/emit-ddl.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { newId } from "../../framework/ids.ts";
import { fill } from "../../framework/ports.ts";
import { open, seal } from "../../framework/keys/sealing.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf, cataloguePort } from "../catalogue.ts";
import { shift } from "../parameters.ts";
import { hashPlan, planErasure } from "../planner/plan-erasure.ts";
import { subjectReference } from "../receipts/sign-receipt.ts";
import { verifySignedReceipt } from "../receipts/verify-signed-receipt.ts";
import { type Begun, beginRequest, carryOut, receiptOf } from "../testing/begin-request.ts";
import { asAny, invoices } from "../testing/fixture-tables.ts";
import { sweepExpired } from "../retention/sweep-expired.ts";
import { makeWork } from "../../framework/work.ts";
import { readIn } from "../../framework/database/tenant.ts";

const withInvoices = [...tables, asAny(invoices)];
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const user = (whose: Whose) => ({ kind: "user" as const, id: whose.userId });

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const texts = [];
  for (const { name } of tables) {
    const rows = await world.rows<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t order by 1`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join("\n");
}

test("the planner's statistics forget the person too, also of tables that hold nothing any more", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  await fillTables(world, ada);
  await fillTables(world, bob);
  // PostgreSQL shows statistics only to whom row level security hides nothing.
  for (const { name } of tables) await world.owner.query(`alter table ${name} no force row level security`);
  await world.owner.query("analyze");
  const whereSampled = async (id: string) => {
    const sampled = "strpos(concat(most_common_vals::text, histogram_bounds::text), $1) > 0";
    const asked = `select distinct tablename from pg_stats where schemaname = 'public' and ${sampled}`;
    return (await world.owner.query<{ tablename: string }>(asked, [id])).rows;
  };
  expect((await whereSampled(ada.userId)).length).toBeGreaterThan(10);
  const begun = await beginRequest(world, user(ada));
  await carryOut(world, begun.requestId);
  const [{ version }] = (await world.rows<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )) as [{ version: number }];
  const left = (await whereSampled(ada.userId)).map(({ tablename }) => tablename);
  const hasRows = async (name: string) => (await world.rows(`select 1 from ${name} limit 1`)).length > 0;
  // Before PostgreSQL 18 nobody but a superuser can clear the statistics of a table that is empty.
  const mayStay = await Promise.all(left.map(async (name) => version < 180_000 && !(await hasRows(name))));
  expect(left.filter((_, at) => !mayStay[at])).toEqual([]);
  expect(await whereSampled(bob.userId)).not.toEqual([]);
  for (const { name, tenant } of tables)
    if (tenant !== "deployment") await world.owner.query(`alter table ${name} force row level security`);
});

test("an erasure leaves no row that names the person but entries of others, and a receipt that verifies", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  const begun = await beginRequest(world, user(ada));
  await carryOut(world, begun.requestId);
  const left = (await everything()).split("\n").filter((line) => line.includes(ada.userId));
  expect(left).toEqual([]);
  const signed = await receiptOf(world, begun);
  expect(verifySignedReceipt(signed, { publicKeys: [world.keyring.signing.publicKey] })).toMatchObject({
    outcome: "verified",
    in_log: true,
  });
  expect(signed.receipt).toMatchObject({
    kind: "erasure",
    plan_hash: hashPlan(planErasure(catalogueOf(tables), "user")),
    subject: { kind: "user", reference: subjectReference(begun.salt, ada.userId) },
  });
  expect(JSON.stringify(signed)).not.toContain(ada.userId);
  const [epoch] = await world.rows<{ begun_at: Date }>("select begun_at from key_epochs where state = 'current'");
  const end = shift(epoch!.begun_at, { amount: 7, unit: "days" });
  expect(signed.receipt.levels?.undecryptable_everywhere.by).toBe(end.toISOString());
  const removed = Object.fromEntries(signed.receipt.removed.map(({ label, rows }) => [label, rows]));
  expect(removed).toMatchObject({
    keys: 9,
    users: 1,
    sessions: 1,
    conversations: 1,
    "your id on workspaces (created by)": 1,
  });
});

test("events that others caused go with whom they are about, and with nobody else", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  const [adas, bobs] = [await fillTables(world, ada), await fillTables(world, bob)];
  const [about, other] = [adas.get("events")?.["id"], bobs.get("events")?.["id"]];
  const facts = JSON.stringify({ organization_id: bob.organizationId, user_id: ada.userId });
  await world.rows("update events set user_id = $2, organization_id = $3, facts = $4 where id = $1", [
    about,
    bob.userId,
    bob.organizationId,
    facts,
  ]);
  const begun = await beginRequest(world, user(ada));
  await carryOut(world, begun.requestId);
  const left = await world.rows("select id from events where id = any($1)", [[about, other]]);
  expect(left).toEqual([{ id: other }]);
});

test("content of the organization stays, without its author: the receipt says until when, and a review is due then", async () => {
  const ada = await newWhose(world);
  const filled = await fillTables(world, ada);
  await world.rows("delete from content_reviews where organization_id = $1", [ada.organizationId]);
  const begun = await beginRequest(world, user(ada));
  await carryOut(world, begun.requestId);
  const [workspace] = await world.rows("select created_by from workspaces where id = $1", [ada.workspaceId]);
  expect(workspace).toEqual({ created_by: null });

  const { kept, completed_at, plan_hash } = (await receiptOf(world, begun)).receipt;
  const due = shift(new Date(completed_at), { amount: 12, unit: "months" });
  const ends = later(filled.get("invitations")?.["expires_at"] as Date, 7 * dayMs);
  const bills = shift(filled.get("top_ups")?.["created_at"] as Date, { amount: 7, unit: "years" });
  const basis = "content of an organization that goes on, which answers for it";
  const reviewed = { basis: `${basis} and is asked by then to look at it again`, until: due.toISOString(), rows: 1 };
  expect(kept.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual([
    { what: "agent versions", columns: ["config"], class: "content", ...reviewed },
    { what: "agents", columns: ["name", "instructions", "settings"], class: "content", ...reviewed },
    { what: "approvals", columns: ["summary", "reason"], class: "content", ...reviewed },
    { what: "approvals", columns: ["summary", "reason"], class: "content", ...reviewed },
    { what: "approvals", columns: ["summary", "reason"], class: "content", ...reviewed },
    { what: "custom roles", columns: ["name"], class: "account", ...reviewed },
    {
      what: "disclosures",
      columns: ["authority", "legal_basis", "extent", "handed_to", "withheld_because"],
      class: "account",
      ...reviewed,
    },
    {
      what: "disclosures",
      columns: ["authority", "legal_basis", "extent", "handed_to", "withheld_because"],
      class: "account",
      ...reviewed,
    },
    { what: "evaluation sets", columns: ["cases"], class: "content", ...reviewed },
    { what: "files", columns: ["name", "object"], class: "content", ...reviewed },
    { what: "guardrail exceptions", columns: ["note"], class: "content", ...reviewed },
    { what: "guardrail rules", columns: ["name", "words", "patterns"], class: "content", ...reviewed },
    { what: "holds", columns: ["basis", "release_reason"], class: "account", ...reviewed },
    { what: "holds", columns: ["basis", "release_reason"], class: "account", ...reviewed },
    {
      what: "identity providers",
      columns: ["name", "issuer", "client", "client_secret", "group_claim", "group_roles"],
      class: "credential",
      ...reviewed,
    },
    { what: "image configurations", columns: ["name", "style"], class: "content", ...reviewed },
    { what: "invitations", columns: ["email"], class: "account", basis, until: ends.toISOString(), rows: 1 },
    { what: "knowledge collections", columns: ["name", "description"], class: "content", ...reviewed },
    { what: "knowledge documents", columns: ["title", "url"], class: "content", ...reviewed },
    { what: "model servers", columns: ["name", "url", "key"], class: "credential", ...reviewed },
    { what: "policy settings", columns: ["recipients"], class: "account", ...reviewed },
    { what: "policy versions", columns: ["document"], class: "account", ...reviewed },
    { what: "representatives", columns: ["name", "agent_code", "business_code"], class: "account", ...reviewed },
    { what: "routes", columns: ["name"], class: "content", ...reviewed },
    { what: "skill versions", columns: ["content", "files"], class: "content", ...reviewed },
    { what: "skills", columns: ["content", "files"], class: "content", ...reviewed },
    { what: "top ups", columns: ["card_last4"], class: "billing", basis, until: bills.toISOString(), rows: 1 },
    {
      what: "webhook endpoints",
      columns: ["url", "description", "secret", "old_secret", "signing_key", "headers"],
      class: "credential",
      ...reviewed,
    },
    { what: "widgets", columns: ["settings"], class: "content", ...reviewed },
    { what: "workspace connections", columns: ["account", "credential"], class: "credential", ...reviewed },
    {
      what: "workspace mcp servers",
      columns: ["name", "url", "secret", "client", "tools"],
      class: "credential",
      ...reviewed,
    },
    { what: "workspaces", columns: ["name"], class: "account", ...reviewed },
  ]);
  expect(plan_hash).toBe(hashPlan(planErasure(catalogueOf(tables), "user")));
  const reviews = await world.rows("select due_at from content_reviews where organization_id = $1", [
    ada.organizationId,
  ]);
  expect(reviews).toEqual([{ due_at: due }]);
});

test("what others wrote to the person's own address goes with them, and what they had written to addresses of nobody", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  const [adas, bobs] = [await fillTables(world, ada), await fillTables(world, bob)];
  const index = adas.get("users")?.["email_index"];
  await world.rows("update invitations set email_index = $1 where organization_id = $2", [index, bob.organizationId]);
  await world.rows(
    "update deliveries set user_id = null, contact_id = null, holder = organization_id, recipient_index = $1 where id = $2",
    [index, bobs.get("deliveries")?.["id"]],
  );
  await world.rows("update deliveries set user_id = null, contact_id = null, holder = organization_id where id = $1", [
    adas.get("deliveries")?.["id"],
  ]);
  const begun = await beginRequest(world, user(ada));
  await carryOut(world, begun.requestId);
  const { removed } = (await receiptOf(world, begun)).receipt;
  expect(removed).toContainEqual({ label: "invitations", rows: 1 });
  expect(removed).toContainEqual({ label: "deliveries", rows: 2 });
  expect(await world.rows("select 1 from invitations where organization_id = $1", [bob.organizationId])).toEqual([]);
  expect(await world.rows("select 1 from invitations where organization_id = $1", [ada.organizationId])).toHaveLength(
    1,
  );
});

test("content written behind the fence is listed too: its step counts it when it is found", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  await world.rows("update agents set created_by = null where workspace_id = $1", [ada.workspaceId]);
  const begun = await beginRequest(world, user(ada));
  const late = await world.app.database.system.connect();
  try {
    await late.query("begin");
    await late.query("update agents set created_by = $1 where workspace_id = $2", [ada.userId, ada.workspaceId]);
    const erasing = carryOut(world, begun.requestId);
    await new Promise((resolve) => setTimeout(resolve, 1800));
    await late.query("commit");
    await erasing;
  } finally {
    late.release();
  }
  const { kept } = (await receiptOf(world, begun)).receipt;
  expect(kept.find(({ what }) => what === "agents")).toMatchObject({ rows: 1 });
});

test("an organization's erasure takes its tenants, its log and its keys, and leaves its members", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  const begun = await beginRequest(world, { kind: "organization", id: ada.organizationId });
  await carryOut(world, begun.requestId);
  expect((await everything()).split("\n").filter((line) => line.includes(ada.organizationId))).toEqual([]);
  expect(await world.rows("select 1 from users where id = $1", [ada.userId])).toHaveLength(1);
  const { receipt } = await receiptOf(world, begun);
  expect(receipt.subject).toEqual({
    kind: "organization",
    reference: subjectReference(begun.salt, ada.organizationId),
  });
  expect(receipt.log?.origin).toBe("localhost:4600/log/deployment");
});

test("twice is once: a second run finds nothing to do, and two at the same time count every row once", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  await addEvents(ada, 3500);
  const begun = await beginRequest(world, user(ada));
  await Promise.all([1, 2, 3].map(() => carryOut(world, begun.requestId)));
  await carryOut(world, begun.requestId);
  const { receipt } = await receiptOf(world, begun);
  expect(receipt.removed.find(({ label }) => label === "events")).toEqual({ label: "events", rows: 3501 });
  expect(await world.rows("select 1 from receipts where token_hash = $1", [begun.tokenHash])).toHaveLength(1);
});

test("what is written behind the fence is found and removed before the receipt is signed", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  const begun = await beginRequest(world, user(ada));
  const late = await world.app.database.system.connect();
  const inserted = "insert into events (id, user_id, type, facts, created_at) values ($1, $2, 'late', '{}', $3)";
  try {
    await late.query("begin");
    await late.query(inserted, [newId("evt", world.clock.now()), ada.userId, world.clock.now()]);
    const erasing = carryOut(world, begun.requestId);
    await new Promise((resolve) => setTimeout(resolve, 1800));
    expect(await world.rows("select 1 from receipts where token_hash = $1", [begun.tokenHash])).toEqual([]);
    await late.query("commit");
    await erasing;
  } finally {
    late.release();
  }
  expect(await world.rows("select 1 from events where user_id = $1", [ada.userId])).toEqual([]);
  await receiptOf(world, begun);
});

test("from the fence on nothing of the person opens, in this process or another", async () => {
  const ada = await newWhose(world);
  const filled = await fillTables(world, ada);
  expect(filled.size).toBeGreaterThan(10);
  await world.app.keys.of(user(ada), "account");
  const begun = await beginRequest(world, user(ada));
  const abort = new AbortController();
  const erasing = carryOut(world, begun.requestId, abort.signal).catch(() => undefined); // it is stopped below
  const fenced = async () =>
    (await world.rows("select 1 from privacy_requests where id = $1 and fenced_at is not null", [begun.requestId]))
      .length > 0;
  while (!(await fenced())) await new Promise((resolve) => setTimeout(resolve, 2));
  await expect(world.app.keys.of(user(ada), "account")).rejects.toMatchObject({ code: "request.not_found" });
  expect(await world.rows("select 1 from sessions where user_id = $1", [ada.userId])).toEqual([]);
  abort.abort();
  await erasing;
  await carryOut(world, begun.requestId);
});

async function addEvents(whose: Whose, count: number): Promise<void> {
  await world.rows(
    `insert into events (id, user_id, type, facts, created_at)
     select 'evt_' || $1::text || n, $1, 'many', '{}', $2 from generate_series(1, $3::int) n`,
    [whose.userId, world.clock.now(), count],
  );
}

test("what the law keeps stays under its own key with basis and end, the rest of its row goes, and all of it at the end", async () => {
  const around = await openWorld({
    replace: () => ({
      tables: withInvoices,
      ports: new Map([...world.app.ports, fill(cataloguePort, catalogueOf(withInvoices))]),
    }),
  });
  try {
    await around.owner.query(createTableSql(asAny(invoices), catalogueOf(withInvoices)));
    const [ada, bob] = [await newWhose(around), await newWhose(around)];
    for (const whose of [ada, bob]) await fillTables(around, whose);
    const key = await around.app.keys.of(user(ada), "billing");
    const issued = new Date("2026-03-31T12:00:00.000Z");
    const row = seal(invoices, key, { id: "ivc_1", payer: "Ada Canary", note: "a private note" });
    await around.rows(
      "insert into invoices (id, user_id, amount, payer, note, issued_at) values ('ivc_1', $1, 100, $2, $3, $4)",
      [ada.userId, row.payer, row.note, issued],
    );
    const [adas, bobs] = [await beginRequest(around, user(ada)), await beginRequest(around, user(bob))];
    for (const { requestId } of [adas, bobs]) await carryOut(around, requestId);

    const lawfully = async (begun: Begun) =>
      (await receiptOf(around, begun)).receipt.kept.filter(({ what }) => what === "invoices");
    expect(await lawfully(adas)).toEqual([
      {
        what: "invoices",
        columns: ["payer"],
        class: "billing",
        basis: "§ 147 AO",
        until: "2033-03-31T12:00:00.000Z",
        rows: 1,
      },
    ]);
    expect(await lawfully(bobs)).toEqual([]);
    const keys = "select subject_id, cls, destroy_at from subject_keys where subject_id = any($1)";
    expect(await around.rows(keys, [[ada.userId, bob.userId]])).toEqual([
      { subject_id: ada.userId, cls: "billing", destroy_at: new Date("2033-03-31T12:00:00.000Z") },
    ]);
    const [kept] = await around.rows<{ id: string; payer: never; note: null }>("select id, payer, note from invoices");
    expect(open(invoices, await around.app.keys.of(user(ada), "billing"), kept ?? {}, "tax")).toEqual({
      id: "ivc_1",
      payer: "Ada Canary",
      note: null,
    });

    const principal = { kind: "system" as const, id: "retention.sweep" };
    const means = makeWork(around.app, {
      db: readIn(around.app.database, {}),
      principal,
      purpose: "account",
      log: around.app.log,
    });
    const sweep = () => sweepExpired(means, means.port(cataloguePort));
    around.clock.set(new Date("2033-03-31T11:59:59.000Z"));
    await sweep();
    expect(await around.rows("select 1 from invoices")).toHaveLength(1);
    around.clock.set(new Date("2033-03-31T12:00:00.000Z"));
    await sweep();
    expect(await around.rows("select 1 from invoices")).toEqual([]);
    expect(await around.rows(keys, [[ada.userId]])).toEqual([]);
  } finally {
    await around.close();
  }
});

const program = join(import.meta.dirname, "../fixtures/testing/erase-in-process.ts");

/** Runs the erasure in a process of its own; with `killAfterMs` it is killed so long after it began. */
async function runProcess(requestId: string, killAfterMs?: number): Promise<"done" | "killed"> {
  const args = [program, world.urls.app, world.urls.system, world.keysFolder, requestId];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said === "begun\n" && killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  });
  await once(child, "close");
  return said.includes("done") ? "done" : "killed";
}

test("killed at random moments, an erasure goes on where it stopped and counts nothing twice", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  for (const whose of [ada, bob]) await fillTables(world, whose);
  await addEvents(ada, 12_000);
  const before = (await everything())
    .split("\n")
    .filter((line) => line.includes(bob.userId) && !line.startsWith("audit_entries"));
  const begun = await beginRequest(world, user(ada));
  const moments = Array.from({ length: 6 }, () => randomInt(10, 400));
  const outcomes = [];
  for (const moment of moments) outcomes.push(await runProcess(begun.requestId, moment));
  if (!outcomes.includes("done")) outcomes.push(await runProcess(begun.requestId));
  expect(outcomes.at(-1), `killed after ${moments.join(", ")} ms`).toBe("done");
  const { receipt } = await receiptOf(world, begun);
  expect(
    receipt.removed.find(({ label }) => label === "events"),
    `killed after ${moments.join(", ")} ms`,
  ).toMatchObject({ rows: 12_001 });
  expect(receipt.removed.find(({ label }) => label === "keys")).toMatchObject({ rows: 9 });
  expect((await everything()).includes(ada.userId)).toBe(false);
  const after = (await everything())
    .split("\n")
    .filter((line) => line.includes(bob.userId) && !line.startsWith("audit_entries"));
  expect(after).toEqual(before);
});
