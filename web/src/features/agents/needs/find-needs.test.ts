import { expect, test } from "vitest";
import type { Connection, Connector } from "../../connections/queries.ts";
import type { Agent, AgentTool, ToolChoice } from "../queries.ts";
import { findNeeds, type Known } from "./find-needs.ts";

const google = {
  service: "google",
  title: "Gmail",
  is_offered: true,
  abilities: [
    { name: "mail.read", says: "can read your mail" },
    { name: "mail.send", says: "can send mail as you" },
  ],
  tools: [
    { name: "gmail_search", ability: "mail.read" },
    { name: "gmail_send", ability: "mail.send" },
  ],
} as Connector;
const tool = (name: string, needs_settings: boolean) => ({ name, title: name, needs_settings }) as AgentTool;
const known: Known = {
  tools: [tool("read_url", true), tool("get_time", false), tool("search_knowledge", true)],
  connectors: [google],
  connections: [],
  mayRemember: false,
};
const chosen = (name: string, settings = {}) => ({ name, settings }) as ToolChoice;
const agentWith = (tools: ToolChoice[], more: object = {}) =>
  ({ sandbox: false, settings: { tools, ...more } }) as Pick<Agent, "sandbox" | "settings">;
const missing = (agent: ReturnType<typeof agentWith>, of: Partial<Known> = {}) =>
  findNeeds(agent, { ...known, ...of }).flatMap(({ key, isMet }) => (isMet ? [] : [key]));
const account = (abilities: string[], state = "working") => ({ service: "google", abilities, state }) as Connection;

test("an account counts as there once it may be used for all that the agent's tools do with it", () => {
  const agent = agentWith([chosen("gmail_search"), chosen("gmail_send")]);
  expect(missing(agent)).toEqual(["google"]);
  expect(missing(agent, { connections: [account(["mail.read"])] })).toEqual(["google"]);
  expect(missing(agent, { connections: [account(["mail.read", "mail.send"], "ended")] })).toEqual(["google"]);
  expect(missing(agent, { connections: [account(["mail.read", "mail.send"])] })).toEqual([]);
  expect(missing(agentWith([chosen("gmail_search")]), { connections: [account(["mail.read"])] })).toEqual([]);
});

test("an account is asked for in the words under which it is allowed, and for no more than the tools need", () => {
  const [, need] = findNeeds(agentWith([chosen("gmail_search")]), known);
  expect(need).toMatchObject({ says: "An account of Gmail that can read your mail", at: { abilities: ["mail.read"] } });
  const [, elsewhere] = findNeeds(agentWith([chosen("gmail_search")]), {
    ...known,
    connectors: [{ ...google, is_offered: false }],
  });
  expect(elsewhere?.at).toBeNull();
});

test("tools to remember with are of no use before the agent is set up to remember", () => {
  const agent = agentWith([chosen("remember"), chosen("recall")]);
  const tools = [...known.tools, tool("remember", false), tool("recall", false)];
  expect(missing(agent, { tools })).toEqual(["memory-off"]);
});

test("a tool without its settings, one that is gone, memory without a yes and a model that is none are missing", () => {
  const agent = agentWith([chosen("read_url"), chosen("search_knowledge"), chosen("mcp_gone"), chosen("get_time")], {
    memory: { enabled: true },
  });
  expect(missing({ ...agent, sandbox: true })).toEqual(["model", "read_url", "search_knowledge", "mcp_gone", "memory"]);
  const filled = agentWith(
    [chosen("read_url", { allow: ["https://a.test"] }), chosen("search_knowledge", { collections: ["kcl_1"] })],
    { memory: { enabled: true } },
  );
  expect(missing(filled, { mayRemember: true })).toEqual([]);
});
