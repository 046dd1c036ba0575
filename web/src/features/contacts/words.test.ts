import { expect, test } from "vitest";
import type { Consent } from "./queries.ts";
import { callContact, describeIdentity, standingConsents } from "./words.ts";

const said = (purpose: Consent["purpose"], state: Consent["state"]): Consent => ({
  id: `cns_${purpose}_${state}`,
  purpose,
  state,
  how: "form",
  evidence: null,
  text: null,
  text_version: null,
  text_hash: null,
  recorded_by: null,
  recorded_at: "2026-01-01T00:00:00.000Z",
});

test("somebody without a name is called by the first of what they are reached by", () => {
  const identities = [{ kind: "social", network: "mastodon.social", value: "line" } as const];
  expect(callContact({ name: null, identities })).toBe("@line on mastodon.social");
  expect(callContact({ name: "Line", identities })).toBe("Line");
  expect(callContact({ name: null, identities: [] })).toBe("Nobody named");
  expect(describeIdentity({ kind: "email", network: null, value: "a@b.example" })).toBe("a@b.example");
});

test("of each purpose only the newest word stands", () => {
  const standing = standingConsents([said("ai", "withdrawn"), said("memory", "given"), said("ai", "given")]);
  expect(standing.map(({ purpose, state }) => [purpose, state])).toEqual([
    ["ai", "withdrawn"],
    ["memory", "given"],
  ]);
});
