import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { plain } from "../../framework/columns.ts";
import { createTableSql } from "../../framework/database/emit-ddl.ts";
import { type AnyTable, owns, table } from "../../framework/table.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf } from "../catalogue.ts";
import { findDeclarationProblems } from "../check-declarations.ts";
import { deleteWhere } from "../erase/delete-rows.ts";
import { account, asAny, invoices, rootTables } from "../testing/fixture-tables.ts";
import { conditionOf, conditionsOf } from "./count-plan.ts";
import { hashPlan, type Plan, planErasure, touchesRows } from "./plan-erasure.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const catalogue = catalogueOf(tables);
const describe = (kind: "user" | "organization", of = catalogue) =>
  planErasure(of, kind).steps.map((step) => [step.action, touchesRows(step) ? step.table : ""].join(" ").trim());

test("a plan begins by hiding and shredding, ends with the proof, and deletes the subject's own row last of all", () => {
  for (const [kind, root] of [
    ["user", "users"],
    ["organization", "organizations"],
  ] as const) {
    const steps = describe(kind);
    expect(steps.slice(0, 2)).toEqual(["fence", "seal_log"]);
    expect(steps.slice(-4)).toEqual([`delete ${root}`, "verify", "remove_objects", "certify"]);
  }
});

test("children are deleted before their parents", () => {
  const steps = describe("user");
  const place = (name: string) => steps.indexOf(`delete ${name}`);
  expect(place("message_chunks")).toBeLessThan(place("messages"));
  expect(place("messages")).toBeLessThan(place("conversations"));
  expect(place("conversations")).toBeLessThan(place("users"));
});

test("what lets someone in ends with the fence: sessions, links and keys", () => {
  const [fence] = planErasure(catalogue, "user").steps;
  expect(fence).toMatchObject({
    root: "users",
    tokens: expect.arrayContaining(["api_keys", "email_tokens", "sessions"]) as string[],
  });
});

test("content of an organization stays and loses its author; the organization's own erasure clears nobody", () => {
  expect(describe("user")).toContain("clear workspaces");
  expect(describe("user")).not.toContain("delete workspaces");
  expect(describe("organization").filter((step) => step.startsWith("clear"))).toEqual([]);
  expect(describe("organization")).toContain("delete workspaces");
});

test("what stays of content is named: what can be read of it, where it is an organization's, and no keyed hash", () => {
  const cleared = planErasure(catalogue, "user").steps.flatMap((step) => (step.action === "clear" ? [step] : []));
  const stays = Object.fromEntries(cleared.map(({ table: name, keep, class: cls }) => [name, [cls, ...keep]]));
  expect(stays).toEqual({
    agent_versions: ["content", "config"],
    agents: ["content", "name", "instructions", "settings"],
    approvals: ["content", "summary", "reason"],
    budgets: ["account"],
    contact_consents: ["account"],
    contact_merges: ["account"],
    contacts: ["account"],
    corrections: ["support"],
    custom_roles: ["account", "name"],
    deployment_policy_settings: ["none"],
    disclosures: ["account", "authority", "legal_basis", "extent", "handed_to", "withheld_because"],
    evaluation_sets: ["content", "cases"],
    evaluations: ["content"],
    files: ["content", "name", "object"],
    guardrail_exceptions: ["content", "note"],
    guardrail_rules: ["content", "name", "words", "patterns"],
    holds: ["account", "basis", "release_reason"],
    identity_providers: ["credential", "name", "issuer", "client", "client_secret", "group_claim", "group_roles"],
    image_configurations: ["content", "name", "style"],
    invitations: ["account", "email"],
    knowledge_collections: ["content", "name", "description"],
    knowledge_documents: ["content", "title", "url"],
    ledger_grants: ["billing"],
    ledger_reservations: ["billing"],
    ledger_transactions: ["billing"],
    minor_reports: ["support"],
    model_prices: ["none"],
    model_servers: ["credential", "name", "url", "key"],
    policy_settings: ["account", "recipients"],
    policy_versions: ["account", "document"],
    privacy_requests: ["support"],
    processors: ["none"],
    representatives: ["account", "name", "agent_code", "business_code"],
    role_assignments: ["account"],
    routes: ["content", "name"],
    runs: ["conversation"],
    skill_versions: ["content", "content", "files"],
    skills: ["content", "content", "files"],
    support_grants: ["account"],
    top_ups: ["billing", "card_last4"],
    webhook_endpoints: ["credential", "url", "description", "secret", "old_secret", "signing_key", "headers"],
    widgets: ["content", "settings"],
    workspace_connections: ["credential", "account", "credential"],
    workspace_mcp_servers: ["credential", "name", "url", "secret", "client", "tools"],
    workspaces: ["account", "name"],
  });
});

test("under a legal hold a contact's own rows stay, named by the hold, and nothing else of them does", () => {
  const actionOf = (plan: Plan, name: string) =>
    plan.steps.flatMap((step) => ("table" in step && step.table === name ? [step.action] : []));
  const [free, held] = [planErasure(catalogue, "contact"), planErasure(catalogue, "contact", ["hld_1"])];
  for (const name of ["contacts", "contact_identities", "contact_consents"])
    expect([actionOf(free, name), actionOf(held, name)]).toEqual([["delete"], ["hold"]]);
  const step = held.steps.find((one) => one.action === "hold" && one.table === "contact_identities");
  expect(step).toMatchObject({ keep: ["value"], basis: expect.stringContaining("hld_1") as string });
  expect(hashPlan(held)).not.toBe(hashPlan(free));
});

test("what the law keeps is reduced, not deleted, and its class keeps its key", () => {
  const plan = planErasure(catalogueOf([...rootTables(), asAny(invoices)]), "user");
  expect(plan.steps[0]).toMatchObject({ kept_classes: ["billing"] });
  expect(plan.steps).toContainEqual({
    action: "reduce",
    table: "invoices",
    clear: ["note"],
    keep: ["payer"],
    class: "billing",
    basis: "§ 147 AO",
    years: 7,
  });
});

test("the same catalogue gives the same plan and hash, whatever order its tables come in; another one does not", () => {
  const hash = hashPlan(planErasure(catalogue, "user"));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashPlan(planErasure(catalogueOf(tables.toReversed()), "user"))).toBe(hash);
  const fewer = tables.filter(({ name }) => name !== "delivery_attempts");
  expect(hashPlan(planErasure(catalogueOf(fewer), "user"))).not.toBe(hash);
});

test("a plan names no subject", () => {
  expect(JSON.stringify(planErasure(catalogue, "user"))).not.toMatch(/usr_|org_/);
});

type Shape = { owner: "user" | "via" | "organization"; above: number; refs: number | null; hasActor: boolean };
type Drawn = { user: number; above: number; ref: number; actor: number };
const people = ["usr_a", "usr_b"] as const;

/** A catalogue of tables that own each other at random, below users and organizations. */
function drawTables(shapes: readonly Shape[]): AnyTable[] {
  return shapes.map(({ owner, above, refs, hasActor }, i) => {
    const parent = i === 0 ? undefined : `t${above % i}`;
    const other = i === 0 || refs === null ? undefined : `t${refs % i}`;
    const isVia = owner === "via" && parent !== undefined;
    return asAny(
      table(`t${i}`, {
        tenant: "organization",
        owner: isVia ? owns.via("above_id", parent) : owner === "user" ? owns.user("user_id") : owns.organization(),
        keep: account,
        columns: {
          id: plain.id("row"),
          ...(isVia && { above_id: plain.ref(parent) }),
          ...(owner === "user" && { user_id: plain.ref("users") }),
          ...(other && { other_id: plain.ref(other).nullable() }),
          ...(hasActor && { made_by: plain.actor() }),
        },
        indexes: owner === "user" ? [{ on: ["user_id"] }] : [],
      }),
    );
  });
}

type Row = Record<string, string | null>;

/** Rows that point at each other at random. */
function drawRows(drawn: readonly AnyTable[], draws: readonly (readonly Drawn[])[]): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  const pick = (name: string, n: number) => {
    const all = rows.get(name) ?? [];
    return all.length === 0 ? null : (all[n % all.length]?.["id"] ?? null);
  };
  drawn.forEach((one, i) => {
    const made = (draws[i] ?? []).flatMap((draw, n): Row[] => {
      const row: Row = { organization_id: "org_a", id: `row_${i}_${n}` };
      for (const [column, { info }] of Object.entries(one.columns)) {
        if (column === "user_id") row[column] = people[draw.user % 2] ?? null;
        if (column === "made_by") row[column] = people[draw.actor % 2] ?? null;
        if (column === "above_id") row[column] = pick(info.references?.table ?? "", draw.above);
        if (column === "other_id")
          row[column] = draw.ref % 3 === 0 ? null : pick(info.references?.table ?? "", draw.ref);
      }
      return row["above_id"] === null ? [] : [row];
    });
    rows.set(one.name, made);
  });
  return rows;
}

/** The rows that end with a user, found the slow way: again and again, until none is added. */
function endNaively(drawn: readonly AnyTable[], rows: ReadonlyMap<string, Row[]>, user: string): Set<string> {
  const gone = new Set<string>([user]);
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const one of drawn) {
      for (const row of rows.get(one.name) ?? []) {
        const pointers = Object.entries(one.columns).filter(([, { info }]) => info.references);
        if (pointers.some(([column]) => gone.has(row[column] ?? ""))) gone.add(row["id"] ?? "");
      }
    }
  }
  return gone;
}

async function withRows<T>(drawn: readonly AnyTable[], rows: ReadonlyMap<string, Row[]>, work: (db: Db) => Promise<T>) {
  const all = [...rootTables(), ...drawn];
  await world.owner.query(
    "drop schema if exists drawn cascade; create schema drawn; grant usage on schema drawn to avow_system",
  );
  const client = await world.owner.connect();
  try {
    await client.query("set search_path to drawn");
    for (const one of all) await client.query(createTableSql(one, catalogueOf(all) as Map<string, AnyTable>));
    await client.query("set search_path to public");
  } finally {
    client.release();
  }
  return acrossTenants(world.app.database, "test", async (db) => {
    await db.query("set local search_path to drawn");
    for (const id of people) await db.query("insert into users (id, name) values ($1, '')", [id]);
    await db.query("insert into organizations (organization_id) values ('org_a')");
    for (const [name, list] of rows) {
      for (const row of list) {
        const columns = Object.keys(row);
        const values = columns.map((_, i) => `$${i + 1}`).join(", ");
        await db.query(`insert into ${name} (${columns.join(", ")}) values (${values})`, Object.values(row));
      }
    }
    return work(db);
  });
}

test("over random ownership graphs, exactly the rows a naive walk finds go, each counted in its own table", async () => {
  const shape = fc.record({
    owner: fc.constantFrom("user", "via", "organization"),
    above: fc.nat(9),
    refs: fc.option(fc.nat(9)),
    hasActor: fc.boolean(),
  });
  const draw = fc.record({ user: fc.nat(9), above: fc.nat(9), ref: fc.nat(9), actor: fc.nat(9) });
  const graph = fc.tuple(
    fc.array(shape, { minLength: 1, maxLength: 6 }),
    fc.array(fc.array(draw, { maxLength: 5 }), { minLength: 6, maxLength: 6 }),
  );
  await fc.assert(
    fc.asyncProperty(graph, async ([shapes, draws]) => {
      const drawn = drawTables(shapes);
      const all = [...rootTables(), ...drawn];
      expect(findDeclarationProblems(all)).toEqual([]);
      const rows = drawRows(drawn, draws);
      const gone = endNaively(drawn, rows, "usr_a");
      await withRows(drawn, rows, async (db) => {
        const plan = planErasure(catalogueOf(all), "user");
        for (const step of plan.steps) {
          if (!touchesRows(step)) continue;
          if (step.action === "clear") {
            const condition = conditionOf(catalogueOf(all), step, "user");
            await db.query(`update ${step.table} t set ${step.actor} = null where ${condition}`, ["usr_a"]);
            continue;
          }
          const { rows: counted } = await deleteWhere(
            db,
            step.table,
            conditionsOf(catalogueOf(all), step, "user"),
            "usr_a",
          );
          const mine = step.table === "users" ? ["usr_a"] : (rows.get(step.table) ?? []).map((row) => row["id"] ?? "");
          expect(counted).toBe(mine.filter((id) => gone.has(id)).length);
        }
        for (const one of drawn) {
          // As one value: a prepared statement may not change its result's columns from run to run.
          const left = await db.query<{ row: Row }>(`select to_jsonb(t) as row from ${one.name} t order by id`);
          const kept = (rows.get(one.name) ?? []).filter((row) => !gone.has(row["id"] ?? ""));
          const byId = (a: Row, b: Row) => ((a["id"] ?? "") < (b["id"] ?? "") ? -1 : 1);
          const expected = kept.map((row) => ({ ...row, ...(row["made_by"] === "usr_a" && { made_by: null }) }));
          expect(left.map(({ row }) => row)).toEqual(expected.toSorted(byId));
        }
      });
    }),
    { numRuns: 25 },
  );
});
