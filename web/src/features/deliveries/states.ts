import type { Tone } from "../../design/tables/status-dot.tsx";
import type { Delivery } from "./queries.ts";

type State = Delivery["state"];

export const stateTones: Record<State, Tone> = {
  intent: "warn",
  attempting: "warn",
  retry_wait: "warn",
  unconfirmed: "bad",
  succeeded: "good",
  failed: "bad",
  dead: "bad",
  canceled: "off",
};

export const stateWords: Record<State, string> = {
  intent: "waiting",
  attempting: "on its way",
  retry_wait: "tried again later",
  unconfirmed: "not known",
  succeeded: "arrived",
  failed: "failed",
  dead: "given up",
  canceled: "canceled",
};

/** What leaves, in words, and the kinds that do it. */
export const channels = [
  { words: "Webhook", kinds: ["webhook"] },
  { words: "Mail", kinds: ["mail"] },
  { words: "Mail by an agent", kinds: ["tool_mail"] },
  { words: "Request by an agent", kinds: ["tool_request", "tool_request_keyed"] },
  { words: "Change in an account", kinds: ["connector_write", "connector_write_keyed"] },
  { words: "Change at an MCP server", kinds: ["mcp_write", "mcp_write_repeatable"] },
  { words: "Status to a representative", kinds: ["drp_status"] },
  { words: "End of a connection", kinds: ["connection_revocation"] },
] as const;

const byKind = new Map<string, string>(channels.flatMap(({ words, kinds }) => kinds.map((kind) => [kind, words])));

/** A kind that has no words yet is shown by its name. */
export const wordsOfKind = (kind: string): string => byKind.get(kind) ?? kind.replaceAll("_", " ");

export const states = Object.keys(stateWords) as State[];
