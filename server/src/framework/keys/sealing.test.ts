import { expect, describe, test } from "vitest";
import { personal, plain } from "../columns.ts";
import { cellContext, decrypt, encrypt, newDataKey, open, seal, unwrapKey, wrapKey } from "./sealing.ts";
import { owns, table } from "../table.ts";

const facts = { category: "content.private", purposes: ["converse"], erase: "shred", export: true } as const;
const declare = <const N extends string>(name: N) =>
  table(name, {
    tenant: "workspace",
    owner: owns.organization(),
    keep: { cls: "conversation", because: "A test." },
    columns: {
      id: plain.id("tst"),
      title: personal.text({ ...facts, seal: "subject" }),
      body: personal.json<{ words: string[] }>({ ...facts, seal: "subject" }).nullable(),
      kind: plain.word(),
    },
  });
const notes = declare("notes");
const letters = declare("letters");
const key = newDataKey();
const row = {
  organization_id: "org_1",
  workspace_id: "wsp_1",
  id: "tst_1",
  title: "hush",
  body: { words: ["é🏔"] },
  kind: "k",
};
const sealed = seal(notes, key, row);

test("a sealed row opens to what it was, and shows none of it before", () => {
  expect(open(notes, key, sealed, "converse")).toEqual(row);
  expect(sealed).toMatchObject({ id: "tst_1", kind: "k" });
  for (const cell of [sealed.title, sealed.body] as unknown as Buffer[]) {
    expect(cell).toBeInstanceOf(Buffer);
    expect(cell.includes("hush") || cell.includes("words")).toBe(false);
  }
});

test("the same words sealed twice have nothing in common", () => {
  const again = seal(notes, key, row);
  expect((again.title as unknown as Buffer).equals(sealed.title as unknown as Buffer)).toBe(false);
});

test("an empty cell stays empty", () => {
  const empty = seal(notes, key, { ...row, body: null });
  expect(empty.body).toBeNull();
  expect(open(notes, key, empty, "converse").body).toBeNull();
});

describe("a cell opens only where it was sealed", () => {
  const opened =
    (at: object, of: typeof notes | typeof letters = notes) =>
    () =>
      open(of as typeof notes, key, { ...sealed, ...at }, "converse");
  test.each([
    ["another row", opened({ id: "tst_2" })],
    ["another workspace", opened({ workspace_id: "wsp_2" })],
    ["another column", opened({ body: sealed.title })],
    ["another table", opened({}, letters)],
  ])("not in %s", (_, attempt) => {
    expect(attempt).toThrow(/unable to authenticate data/);
  });

  test("nor under another key", () => {
    expect(() => open(notes, newDataKey(), sealed, "converse")).toThrow(/unable to authenticate data/);
  });

  test("nor for a purpose that it was not declared for", () => {
    for (const purpose of ["improve", "", "Converse"])
      expect(() => open(notes, key, sealed, purpose)).toThrow("notes.title may not be read for");
  });
});

test("an organization's cell opens in no other organization", () => {
  const terms = table("terms", {
    tenant: "organization",
    owner: owns.organization(),
    keep: { cls: "conversation", because: "A test." },
    columns: { id: plain.id("trm"), title: personal.text({ ...facts, seal: "subject" }) },
  });
  const term = seal(terms, key, { organization_id: "org_1", id: "trm_1", title: "hush" });
  expect(open(terms, key, term, "converse").title).toBe("hush");
  expect(() => open(terms, key, { ...term, organization_id: "org_2" }, "converse")).toThrow(/unable to authenticate/);
});

test("a row without its tenant or its key is neither sealed nor opened", () => {
  const { workspace_id: _, ...lost } = row;
  expect(() => seal(notes, key, lost)).toThrow("notes.title: a sealed row needs its tenant and key columns");
  expect(() => open(notes, key, { title: sealed.title, id: "tst_1" }, "converse")).toThrow("needs its tenant");
  expect(() => cellContext(notes, "title", { ...row, id: null })).toThrow("needs its tenant");
});

test("any byte changed, cut off or added is noticed", () => {
  const cell = encrypt(key, "context", Buffer.from("a few words"));
  for (let i = 0; i < cell.length; i++) {
    const changed = Buffer.from(cell);
    changed[i]! ^= 1;
    expect(() => decrypt(key, "context", changed)).toThrow(/authenticate|unknown version/);
  }
  for (const cut of [
    cell.subarray(0, -1),
    cell.subarray(1),
    Buffer.concat([cell, Buffer.from([0])]),
    cell.subarray(0, 20),
    Buffer.alloc(0),
  ])
    expect(() => decrypt(key, "context", cut)).toThrow(/authenticate|unknown version|Invalid/);
  expect(decrypt(key, "context", cell).toString()).toBe("a few words");
});

test("a wrapped key comes out under the key it was wrapped with, for whom it was wrapped, and is no sealed cell", () => {
  const [under, inner] = [newDataKey(), newDataKey()];
  const wrapped = wrapKey(under, "usr_1", inner);
  expect(unwrapKey(under, "usr_1", wrapped).bytes.equals(inner.bytes)).toBe(true);
  expect(wrapped.includes(inner.bytes)).toBe(false);
  expect(() => unwrapKey(under, "usr_2", wrapped)).toThrow(/authenticate/);
  expect(() => unwrapKey(newDataKey(), "usr_1", wrapped)).toThrow(/authenticate/);
  expect(() => decrypt(under, "usr_1", wrapped)).toThrow(/authenticate/);
});
