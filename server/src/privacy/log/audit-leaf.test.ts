import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitTo, commitToField, leafOf, type LogEntry, opensCommitment } from "./audit-leaf.ts";
import { hashLeaf } from "./hash-tree.ts";

const salt = Buffer.alloc(32, 1);
const entry: LogEntry = {
  log: "avow.example/log/org_1",
  kind: "audit",
  id: "aud_1",
  at: "2026-11-02T10:00:00.000Z",
  action: "member.invited",
  target: "inv_1",
  actor: { salt, value: "usr_ada" },
  details: { salt, value: { email: "bob@example.org" } },
};

describe("commitments", () => {
  test("are HMAC-SHA-256 of the canonical value", () => {
    const expected = createHmac("sha256", salt).update('{"a":1,"b":[null]}').digest("base64");
    expect(commitTo(salt, { b: [null], a: 1 })).toBe(expected);
  });

  test("open with their salt and value, and with nothing else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
        const stated = commitToField("actor", { salt, value });
        expect(opensCommitment("actor", { salt, value }, stated)).toBe(true);
        expect(opensCommitment("actor", { salt: Buffer.alloc(32, 2), value }, stated)).toBe(false);
        expect(opensCommitment("details", { salt, value }, stated)).toBe(false);
        const isSame = commitTo(salt, other) === commitTo(salt, value);
        expect(opensCommitment("actor", { salt, value: other }, stated)).toBe(isSame);
        expect(opensCommitment("actor", { salt, value }, null)).toBe(false);
      }),
    );
  });

  test("need a salt that cannot be tried out", () => {
    expect(() => commitTo(Buffer.alloc(15), "x")).toThrow(RangeError);
    expect(opensCommitment("actor", { salt: Buffer.alloc(15), value: "x" }, "x")).toBe(false);
  });
});

describe("a leaf", () => {
  test("holds no personal value, in any encoding that could be searched for", () => {
    const text = leafOf(entry).bytes.toString("utf8");
    for (const personal of ["usr_ada", "bob@example.org", "bob"]) {
      expect(text).not.toContain(personal);
      expect(text).not.toContain(Buffer.from(personal).toString("base64").replace(/=+$/, ""));
    }
    expect(text).toContain("member.invited");
  });

  test("has one serialisation, hashed as RFC 6962 says", () => {
    const { bytes, hash } = leafOf(entry);
    expect(bytes.toString("utf8")).toBe(
      `{"action":"member.invited","actor_commitment":"${commitTo(salt, { actor: "usr_ada" })}",` +
        `"at":"2026-11-02T10:00:00.000Z","details_commitment":"${commitTo(salt, { details: { email: "bob@example.org" } })}",` +
        '"id":"aud_1","kind":"audit","log":"avow.example/log/org_1","target":"inv_1","v":1}',
    );
    expect(hash).toEqual(hashLeaf(bytes));
  });

  test.each([
    ["log", { log: "avow.example/log/org_2" }],
    ["kind", { kind: "event" as const }],
    ["id", { id: "aud_2" }],
    ["at", { at: "2026-11-02T10:00:00.001Z" }],
    ["action", { action: "member.removed" }],
    ["target", { target: null }],
    ["actor", { actor: { salt, value: "usr_bob" } }],
    ["actor's absence", { actor: null }],
    ["details", { details: { salt, value: {} } }],
    ["salt", { details: { salt: Buffer.alloc(32, 9), value: entry.details?.value } }],
  ])("is another leaf with another %s", (_field, change) => {
    expect(leafOf({ ...entry, ...change }).hash).not.toEqual(leafOf(entry).hash);
  });

  test.each([
    ["a time without milliseconds", "datetime", { at: "2026-11-02T10:00:00Z" }],
    ["a time with an offset", "datetime", { at: "2026-11-02T10:00:00.000+01:00" }],
    ["no action", "action", { action: "" }],
  ])("is refused with %s", (_name, message, change) => {
    expect(() => leafOf({ ...entry, ...change })).toThrow(message);
  });
});
