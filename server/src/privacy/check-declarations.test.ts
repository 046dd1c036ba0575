import { describe, expect, test } from "vitest";
import { tables } from "../app.ts";
import { personal, plain } from "../framework/columns.ts";
import { type AnyTable, owns, table } from "../framework/table.ts";
import { findDeclarationProblems } from "./check-declarations.ts";
import { account, asAny, invoices, rootTables } from "./testing/fixture-tables.ts";

const fact = { category: "user.name", purposes: ["account"], export: true } as const;
const sealedName = personal.text({ ...fact, seal: "subject", erase: "shred" });
const problemsOf = (...added: unknown[]) =>
  findDeclarationProblems([...rootTables(), ...added.map(asAny)]).map(
    ({ table: name, column, what }) => `${name}${column ? `.${column}` : ""} ${what}`,
  );

/** A table of a user's, changed in one way. */
const notes = (changed: Partial<AnyTable> & { columns?: Record<string, unknown> }, options: object = {}): AnyTable => {
  const { columns = {}, ...rest } = changed;
  const declared = table("notes", {
    tenant: "deployment",
    owner: owns.user("user_id"),
    keep: account,
    columns: { id: plain.id("nte"), user_id: plain.ref("users"), name: sealedName },
    indexes: [{ on: ["user_id"] }],
    ...options,
  });
  return asAny({ ...declared, ...rest, columns: { ...declared.columns, ...columns } });
};
const without = (declared: AnyTable, column: string): AnyTable => ({
  ...declared,
  columns: Object.fromEntries(Object.entries(declared.columns).filter(([name]) => name !== column)),
});

test("every table of the deployment can be exported, erased and swept as it says", () => {
  expect(findDeclarationProblems(tables)).toEqual([]);
});

test("the tables of these tests have no problem of their own", () => {
  expect(problemsOf(notes({}), invoices)).toEqual([]);
});

const hashed = (names?: string) =>
  personal.blindIndex({
    category: "user.contact.email",
    purposes: ["account"],
    erase: "delete",
    ...(names && { names }),
  });

test("a keyed hash that names a user has its like in the user's row, and an index", () => {
  const email_index = asAny({ columns: { it: hashed() } }).columns["it"]!;
  const roots = rootTables().map((root) =>
    root.name === "users" ? { ...root, columns: { ...root.columns, email_index } } : root,
  );
  const find = (...on: string[]) =>
    findDeclarationProblems([
      ...roots,
      notes({ columns: { about: hashed("email_index") } }, { indexes: on.map((column) => ({ on: [column] })) }),
    ]).map(({ what }) => what);
  expect(find("user_id", "about")).toEqual([]);
  expect(find("user_id")).toEqual(["names a user, so an index must begin with it"]);
});

describe("a table is refused", () => {
  test.each<[string, AnyTable, string]>([
    [
      "that names a user by what is no keyed hash",
      notes({ columns: { about: hashed("name") } }, { indexes: [{ on: ["user_id"] }, { on: ["about"] }] }),
      "notes.about names a user by name, which is no keyed hash of the user's row",
    ],
    [
      "with personal columns and owner nobody",
      notes({ owner: owns.nobody("Nobody's.") }),
      "notes belongs to nobody, but has personal columns: name",
    ],
    [
      "whose owner column is not there",
      without(notes({}), "user_id"),
      "notes.user_id names the owner, but is not declared",
    ],
    [
      "whose owner may be empty",
      notes({ columns: { user_id: plain.ref("users").nullable() } }),
      "notes.name is personal, but user_id may be empty: whose is it?",
    ],
    [
      "of an organization that no column names",
      notes({ owner: owns.organization() }),
      "notes belongs to an organization, but no column says which",
    ],
    [
      "without a retention class",
      notes({ keep: { cls: "none", because: "It is there for ever." } }),
      "notes.name is personal, but the table has no retention class",
    ],
    [
      "whose owner's rows could not be found without reading it whole",
      notes({ indexes: [] }),
      "notes.user_id names the owner, so the key or an index must begin with it",
    ],
    [
      "that does not say why it is kept",
      notes({ keep: { cls: "account", because: " " } }),
      "notes does not say why it is kept",
    ],
    [
      "swept by a column that is no time",
      notes({ keep: { ...account, until: { column: "name", days: 1 } } }),
      "notes.name says when a row expires, but is not a time",
    ],
    [
      "swept without an index",
      notes({ keep: { ...account, until: { column: "at", days: 1 } }, columns: { at: plain.time() } }),
      "notes.at says when a row expires, so an index must begin with it",
    ],
    [
      "swept by a parameter nobody declares",
      notes({
        keep: { ...account, until: { column: "at", parameter: "retention.gut_feeling" } },
        columns: { at: plain.time() },
        indexes: [{ on: ["user_id"] }, { on: ["at"] }],
      }),
      "notes.at counts by retention.gut_feeling, which promises/parameters.json does not have",
    ],
    [
      "with a column sealed under a key that nothing carries",
      notes({ columns: { body: personal.text({ ...fact, seal: "object", erase: "shred" }) } }),
      "notes.body is sealed under an object key, but neither the row nor one above carries it",
    ],
    [
      "that shreds what is not sealed",
      notes({ columns: { word: personal.word({ ...fact, erase: "shred" }) } }),
      "notes.word is shredded with its key, but is not sealed",
    ],
    [
      "with a purpose for nothing",
      notes({ columns: { word: personal.word({ ...fact, purposes: [] as never, erase: "delete" }) } }),
      "notes.word may be read for no purpose",
    ],
    [
      "with a category that is none",
      notes({ columns: { word: personal.word({ ...fact, category: "things", erase: "delete" }) } }),
      'notes.word has no category: "things"',
    ],
    [
      "that points at a table nobody declares",
      notes({ columns: { card_id: plain.ref("cards") } }),
      "notes.card_id points at cards, which no module declares",
    ],
    [
      "that points into a tenant it does not name",
      notes({ columns: { workspace_id: plain.ref("workspaces") } }),
      "notes.workspace_id points at workspaces, whose tenant this row does not name",
    ],
    [
      "whose row would be left behind by its owner",
      notes({ columns: { user_id: plain.ref("users", "set null" as never) } }),
      'notes.user_id is left behind by "on delete set null": a row without its owner',
    ],
    [
      "with a user's id the planner would not follow",
      notes({ columns: { edited_by: plain.looseRef() } }),
      "notes.edited_by looks like a user's id, but is neither owner, actor nor reference",
    ],
    [
      "that makes rows private to someone else",
      notes({ private: "id" }),
      "notes.id makes rows private, so it must be the owner's, user_id",
    ],
    [
      "with a role label in a row that goes",
      notes({ columns: { by: plain.actor(), label: personal.word({ ...fact, erase: "role_label" }).nullable() } }),
      "notes.label becomes a role label, but goes with its row",
    ],
    ["that is not named like one", notes({ name: "Notes" }), "Notes is not named in lower case with underscores"],
    ["whose key it does not have", notes({ key: ["number"] }), "notes.number is in the key, but not declared"],
  ])("%s", (_, declared, expected) => {
    expect(problemsOf(declared)).toEqual([expected]);
  });
});

describe("a path to the owner is refused", () => {
  const lines = (options: object) =>
    asAny(
      table("lines", {
        tenant: "deployment",
        owner: owns.via("note_id", "notes"),
        keep: account,
        columns: { id: plain.id("lin"), note_id: plain.ref("notes"), text: sealedName },
        ...options,
      }),
    );

  test("that is whole passes", () => expect(problemsOf(notes({}), lines({}))).toEqual([]));
  test.each<[string, object, string]>([
    [
      "that may be empty",
      { columns: { id: plain.id("lin"), note_id: plain.ref("notes").nullable() } },
      "lines.note_id leads to the owner, so it must never be empty",
    ],
    [
      "that does not go with the owner's row",
      { columns: { id: plain.id("lin"), note_id: plain.ref("notes", "restrict") } },
      "lines.note_id leads to the owner by notes, so it must point there and go with it",
    ],
    [
      "by a column that is not there",
      { columns: { id: plain.id("lin") } },
      "lines.note_id leads to the owner, but is not declared",
    ],
  ])("%s", (_, options, expected) => {
    expect(problemsOf(notes({}), lines(options))).toEqual([expected]);
  });
  test("that leads in a circle", () => {
    const circular = asAny({
      ...notes({ columns: { line_id: plain.ref("lines") } }),
      owner: owns.via("line_id", "lines"),
    });
    expect(problemsOf(circular, lines({}))).toContain("lines.note_id leads in a circle: lines → notes → lines");
  });
});

describe("what outlives its subject is refused", () => {
  const kept = (changed: object) => asAny({ ...invoices, ...changed });
  const payer = { category: "user.name", purposes: ["tax"], seal: "subject", erase: "retain", export: true } as const;
  test.each<[string, AnyTable, string]>([
    [
      "without a basis",
      kept({ columns: { ...invoices.columns, payer: personal.text({ ...payer, retain: { basis: " ", years: 7 } }) } }),
      "invoices.payer is kept after its subject, but names no basis, or no end within 10 years",
    ],
    [
      "without an end",
      kept({
        columns: { ...invoices.columns, payer: personal.text({ ...payer, retain: { basis: "Law", years: Infinity } }) },
      }),
      "invoices.payer is kept after its subject, but names no basis, or no end within 10 years",
    ],
    [
      "without a sweep",
      kept({ keep: { cls: "billing", because: "Tax law asks for invoices." } }),
      "invoices keeps data after its subject, so it must say until when",
    ],
    [
      "in another class",
      kept({ keep: { ...invoices.keep, cls: "account" } }),
      "invoices keeps data after its subject, so its class must be billing",
    ],
    [
      "held by its subject's row",
      kept({ columns: { ...invoices.columns, user_id: plain.ref("users") } }),
      "invoices.user_id would take the row along, or forbid the erasure; keep the id loosely",
    ],
    [
      "beside what cannot be cleared",
      kept({ columns: { ...invoices.columns, note: sealedName } }),
      "invoices.note goes while its row stays, so it must be nullable",
    ],
  ])("%s", (_, declared, expected) => {
    expect(problemsOf(declared)).toContain(expected);
  });
});

test("a row that stays may not forbid the erasure of one that goes", () => {
  const desks = table("desks", {
    tenant: "organization",
    owner: owns.organization(),
    keep: account,
    columns: { id: plain.id("dsk"), taken_by: plain.ref("users", "restrict") },
  });
  expect(problemsOf(desks)).toEqual(["desks.taken_by would forbid erasing the user whose row in users it points at"]);
});

test("a deployment needs one table that says what a user is, and can hide one", () => {
  const [users, ...others] = rootTables();
  expect(findDeclarationProblems(others)).toEqual([{ table: "*", what: "0 tables say what a user is" }]);
  const unhideable = without(users as AnyTable, "suspended_at");
  expect(findDeclarationProblems([unhideable, ...others])).toEqual([
    { table: "users", column: "suspended_at", what: "must be there, to hide a user that is being erased" },
  ]);
});

test("tables that hang on each other in a circle cannot be erased in any order", () => {
  const egg = table("eggs", {
    tenant: "deployment",
    owner: owns.nobody("Tests."),
    keep: account,
    columns: { id: plain.id("egg"), hen_id: plain.ref("hens") },
  });
  const hen = table("hens", {
    tenant: "deployment",
    owner: owns.nobody("Tests."),
    keep: account,
    columns: { id: plain.id("hen"), egg_id: plain.ref("eggs") },
  });
  expect(problemsOf(egg, hen)).toEqual(["* tables hang on each other: eggs, hens"]);
});
