import type { Connection, Connector } from "../../connections/queries.ts";
import type { Agent, AgentTool, ToolChoice } from "../queries.ts";

export interface Known {
  tools: readonly AgentTool[];
  connectors: readonly Connector[];
  connections: readonly Connection[];
  /** Whoever looks agreed that agents remember what they say. */
  mayRemember: boolean;
}

export interface AgentNeed {
  key: string;
  says: string;
  help: string;
  isMet: boolean;
  /** Where it is mended: a tab of the builder, or an account that is connected. Nothing where somebody else has to. */
  at: { tab: string } | { connector: Connector; abilities: string[] } | null;
}

/** What an agent was given that is not there, not set up or not allowed yet, for whoever looks. */
export function findNeeds({ sandbox, settings }: Pick<Agent, "sandbox" | "settings">, known: Known): AgentNeed[] {
  return [
    tellModel(sandbox),
    ...known.connectors.flatMap((connector) => tellAccount(connector, settings.tools, known)),
    ...settings.tools.flatMap((choice) => tellTool(choice, known)),
    ...tellMemory(settings, known.mayRemember),
  ];
}

const tellModel = (sandbox: boolean): AgentNeed => ({
  key: "model",
  says: "A model",
  help: "The sandbox answers from a script and calls no AI. Choose a model once you have connected one.",
  isMet: !sandbox,
  at: { tab: "Instructions" },
});

function tellMemory({ memory, tools }: Agent["settings"], mayRemember: boolean): AgentNeed[] {
  const at = { tab: "Memory" };
  const isOn = memory?.enabled ?? false;
  const uses = tools.some(({ name }) => name === "remember" || name === "recall");
  if (!isOn && !uses) return [];
  if (!isOn)
    return [
      {
        key: "memory-off",
        says: "That it remembers people",
        help: "It has tools to remember with and is not set up to. Before that they are not offered to it.",
        isMet: false,
        at,
      },
    ];
  return [
    {
      key: "memory",
      says: "Your word that agents may remember what you tell them",
      help: "Without it this agent talks with you and notes nothing.",
      isMet: mayRemember,
      at,
    },
  ];
}

function tellAccount(connector: Connector, chosen: readonly ToolChoice[], { connections }: Known): AgentNeed[] {
  const { service, title, is_offered: isOffered } = connector;
  const used = connector.tools.filter(({ name }) => chosen.some((one) => one.name === name));
  const needed = connector.abilities.filter(({ name }) => used.some(({ ability }) => ability === name));
  if (needed.length === 0) return [];
  const mine = connections.filter((one) => one.service === service && one.state !== "ended");
  const lacking = needed.filter(({ name }) => !mine.some(({ abilities }) => abilities.includes(name)));
  return [
    {
      key: service,
      says: `An account of ${title} that ${needed.map(({ says }) => says).join(", and ")}`,
      help: isOffered
        ? "Everybody connects their own: it is used for them alone, only when the agent is at work for them."
        : `Whoever runs this server registers it once with ${title}. Until then the sandbox stands in for it.`,
      isMet: lacking.length === 0,
      at: isOffered ? { connector, abilities: needed.map(({ name }) => name) } : null,
    },
  ];
}

function tellTool({ name, settings }: ToolChoice, { tools, connectors }: Known): AgentNeed[] {
  const tool = tools.find((one) => one.name === name);
  if (name === "search_knowledge")
    return [
      {
        key: name,
        says: "A collection of documents",
        help: "It looks nothing up before you choose what it looks in.",
        isMet: isFilled(settings["collections"]),
        at: { tab: "Knowledge" },
      },
    ];
  if (!tool && connectors.some((one) => one.tools.some((its) => its.name === name))) return [];
  if (!tool) return [tellGone(name)];
  if (!tool.needs_settings) return [];
  return [
    {
      key: name,
      says: `What “${tool.title}” may be used for`,
      help: "Say under Tools which addresses or agents are meant. Before that it is not offered to the agent at all.",
      isMet: isFilled(settings["allow"]) || isFilled(settings["agents"]),
      at: { tab: "Tools" },
    },
  ];
}

const tellGone = (name: string): AgentNeed => ({
  key: name,
  says: `The tool ${name}`,
  help: "It is not there, or not for you: its server may be gone, or somebody has to accept it again.",
  isMet: false,
  at: { tab: "Tools" },
});

const isFilled = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
