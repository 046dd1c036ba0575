import type { Tone } from "../../design/status-dot.tsx";
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

/** What leaves, in words; another kind is shown by its name. */
export const kindWords: Partial<Record<string, string>> = {
  mail: "Mail",
  webhook: "Webhook",
  tool_mail: "Mail by an agent",
  tool_request: "Request by an agent",
};

export const states = Object.keys(stateWords) as State[];
