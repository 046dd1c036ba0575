import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filledPort } from "../framework/ports.ts";
import { storedObjectsPort } from "./stored-objects.ts";
import { tables } from "../app.ts";
import type { Subject } from "../framework/context.ts";
import { fillTables, newWhose, type Whose, whereRow } from "../testing/samples/fill-table.ts";
import { openWorld, type World } from "../testing/world.ts";
import { catalogueOf, ownerKind, tableNamed } from "./catalogue.ts";
import { writeArchive } from "./export/write-archive.ts";
import { endingRows } from "./planner/find-rows.ts";
import { beginRequest, carryOut, receiptOf } from "./testing/begin-request.ts";
import { encodingsOf, openEverything } from "./testing/open-everything.ts";
import { collect, readZip } from "./testing/read-zip.ts";

const catalogue = catalogueOf(tables);
type Kind = Subject["kind"];

/** What was planted for one person and their organization: by whose it is, where, and what. */
type Planted = { kind: Kind; where: string; text: string };
type Planting = { whose: Whose; contactId: string; planted: Planted[] };

let world: World;
let ada: Planting;
let bob: Planting;
beforeAll(async () => {
  world = await openWorld();
  [ada, bob] = [await plant(), await plant()];
});
afterAll(() => world.close());

/** A row in every table, each personal column with a text of its own that is nowhere else. */
async function plant(): Promise<Planting> {
  const whose = await newWhose(world);
  const planted: Planted[] = [];
  const say = (table: (typeof tables)[number], column: string) => {
    const kind = ownerKind(catalogue, table);
    if (kind === "nobody") throw new Error(`${table.name}.${column} is personal, but belongs to nobody`);
    const text = `canary "${column}" ${randomBytes(12).toString("hex")}`;
    planted.push({ kind, where: `${table.name}.${column}`, text });
    return text;
  };
  const filled = await fillTables(world, whose, say);
  for (const table of tables) {
    const row = filled.get(table.name) ?? {};
    for (const [column, { info }] of Object.entries(table.columns)) {
      if (!info.personal || info.seal || !info.sql.startsWith("text")) continue;
      const { text, values } = whereRow(table, row);
      const set = `update ${table.name} set ${column} = $${values.length + 1} where ${text}`;
      await world.rows(set, [...values, say(table, column)]);
    }
  }
  return { whose, contactId: String(filled.get("contacts")?.["id"]), planted };
}

async function findIn(bytes: Buffer, planted: readonly Planted[]): Promise<string[]> {
  return planted.filter(({ text }) => encodingsOf(text).some((form) => bytes.includes(form))).map(({ where }) => where);
}

const scan = async (planted: readonly Planted[]) => findIn(await openEverything(world, tables), planted);
const wheres = (planted: readonly Planted[]) => planted.map(({ where }) => where);
const of = (kind: Kind, { planted }: Planting) => planted.filter((one) => one.kind === kind);

/** An export without the file that says which one it is. */
async function exportOf(subject: Subject): Promise<[string, string][]> {
  const about = { export_id: "prq_1", subject, made_at: world.clock.now().toISOString() };
  const files = await readZip(
    await collect(
      writeArchive({ about, means: world.app, catalogue, objects: filledPort(world.app.ports, storedObjectsPort) }),
    ),
  );
  return [...files].filter(([name]) => name !== "export.json");
}

test("planted in every personal column, every text is found: the scan is not blind", async () => {
  const personal = tables.flatMap((table) =>
    Object.entries(table.columns).filter(([, { info }]) => info.personal && (info.seal || info.sql.startsWith("text"))),
  );
  for (const { planted } of [ada, bob]) {
    expect(planted).toHaveLength(personal.length);
    expect(await scan(planted)).toEqual(wheres(planted));
  }
});

describe.each([
  ["a user", "user", (whose: Whose): Subject => ({ kind: "user", id: whose.userId })],
  ["an organization", "organization", (whose: Whose): Subject => ({ kind: "organization", id: whose.organizationId })],
] as const)("once %s is erased", (_, kind, subjectOf) => {
  let before: [string, string][][];
  let kept: string[];
  beforeAll(async () => {
    before = await exportsOfBob();
    const begun = await beginRequest(world, subjectOf(ada.whose));
    await carryOut(world, begun.requestId);
    kept = (await receiptOf(world, begun)).receipt.kept.map(({ what }) => what.replaceAll(" ", "_"));
  });
  const exportsOfBob = async () => [
    await exportOf({ kind: "user", id: bob.whose.userId }),
    await exportOf({ kind: "organization", id: bob.whose.organizationId }),
  ];

  test("nothing of theirs can be read, by any key, in any encoding", async () => {
    expect(await scan(of(kind, ada))).toEqual([]);
  });

  test("the receipt lists what stays: what they wrote for an organization that goes on, and nothing else", () => {
    const hasActor = tables.filter(({ columns }) => Object.values(columns).some(({ info }) => info.actor));
    const isReadable = ({ columns }: (typeof tables)[number]) => Object.values(columns).some(({ info }) => info.seal);
    const stays = hasActor.filter(
      (table) => kind === "user" && ownerKind(catalogue, table) === "organization" && isReadable(table),
    );
    expect([...new Set(kept)].toSorted()).toEqual(stays.map(({ name }) => name).toSorted());
  });

  test("what belongs to their organization is as it was, until that goes too", async () => {
    // But for what cannot be there without its user: an API key acts for whoever made it.
    const isLeft = ({ where }: Planted) =>
      !endingRows(catalogue, tableNamed(catalogue, where.split(".")[0] ?? ""), "user");
    const others = kind === "user" ? of("organization", ada).filter(isLeft) : [];
    expect(kind === "organization" || others.length > 3).toBe(true);
    expect(await scan(others)).toEqual(wheres(others));
  });

  test("everything of whoever shares nothing with them is as it was, and so are both their exports", async () => {
    expect(await scan(bob.planted)).toEqual(wheres(bob.planted));
    expect(await exportsOfBob()).toEqual(before);
  });
});

test("an organization takes its contacts along when it is erased", async () => {
  expect(of("contact", ada).length).toBeGreaterThan(3);
  expect(await scan(of("contact", ada))).toEqual([]);
});

describe("once a contact is erased", () => {
  let carl: Planting;
  let before: string;
  let found: string[];
  let kept: object[];
  beforeAll(async () => {
    carl = await plant();
    const { organizationId, workspaceId } = carl.whose;
    before = (await exportOf({ kind: "organization", id: organizationId })).map(([, text]) => text).join();
    found = await scan(carl.planted);
    const subject = { kind: "contact", id: carl.contactId, within: { organizationId, workspaceId } } as const;
    const begun = await beginRequest(world, subject);
    await carryOut(world, begun.requestId);
    kept = (await receiptOf(world, begun)).receipt.kept;
  });

  test("before, every text of theirs was found: the scan is not blind", () => {
    expect(found).toEqual(wheres(carl.planted));
  });

  test("the organization could take all of theirs before: name, what they are reached by, and what they agreed to", () => {
    const texts = of("contact", carl).map(({ text }) => JSON.stringify(text).slice(1, -1));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter((text) => !before.includes(text))).toEqual([]);
  });

  test("nothing of theirs can be read, by any key, in any encoding, and nothing is kept", async () => {
    expect(await scan(of("contact", carl))).toEqual([]);
    expect(kept).toEqual([]);
  });

  test("everything else of their workspace, and of whoever shares nothing with it, is as it was", async () => {
    // But for what cannot be there without the contact: what was sent to them.
    const ends = ({ where }: Planted) =>
      endingRows(catalogue, tableNamed(catalogue, where.split(".")[0] ?? ""), "contact");
    const others = carl.planted.filter((planted) => planted.kind !== "contact" && !ends(planted));
    expect(others.length).toBeGreaterThan(3);
    expect(await scan(others)).toEqual(wheres(others));
    expect(await scan(bob.planted)).toEqual(wheres(bob.planted));
  });
});

test("the order of two erasures does not matter: the other one's receipt and what is left are the same", async () => {
  const left = [];
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const pair = [await plant(), await plant()];
    for (const i of order) {
      const whose = pair[i]?.whose;
      const begun = await beginRequest(world, { kind: "user", id: whose?.userId ?? "" });
      await carryOut(world, begun.requestId);
    }
    left.push(await scan(pair.flatMap((one) => of("user", one))));
  }
  expect(left).toEqual([[], []]);
});
