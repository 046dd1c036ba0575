import { expect, test } from "vitest";
import { chooseAbilities } from "./choose-abilities.ts";
import type { Connection, Connector } from "./queries.ts";

const names = ["mail.read", "mail.send", "calendar.read"];
const google = { service: "google", abilities: names.map((name) => ({ name, says: name })) } as unknown as Connector;
const held = (more: Partial<Connection>) =>
  ({ service: "google", owner: "person", state: "working", abilities: ["mail.read"], ...more }) as Connection;
const choose = (needed: string[] | undefined, ...connections: Connection[]) =>
  chooseAbilities(google, { needed, owner: "person", connections });

test("what is needed now is asked for besides what the account may be used for already", () => {
  expect(choose(["mail.send"], held({}))).toEqual(["mail.read", "mail.send"]);
});

test("where nothing is needed in particular, all that only reads is proposed", () => {
  expect(choose(undefined)).toEqual(["mail.read", "calendar.read"]);
});

test("what another owner, another service or an ended connection had is not asked for", () => {
  const others = [held({ owner: "workspace" }), held({ service: "github" }), held({ state: "ended" })];
  expect(choose(["mail.send"], ...others)).toEqual(["mail.send"]);
});
