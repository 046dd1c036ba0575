import type { Tone } from "../../design/tables/status-dot.tsx";
import type { Run, ToolCall } from "./queries.ts";

export const runStates: Record<Run["state"], [label: string, tone: Tone]> = {
  queued: ["Queued", "off"],
  running: ["Working", "warn"],
  awaiting_approval: ["Waits for a yes", "warn"],
  awaiting_connection: ["Waits for a connection", "warn"],
  awaiting_effect: ["Waits for what it sent", "warn"],
  completed: ["Done", "good"],
  failed: ["Failed", "bad"],
  canceled: ["Stopped", "off"],
  budget_exceeded: ["Spent all it may", "bad"],
  blocked: ["Blocked", "bad"],
};

/** What begins a run, as people call it. */
export const runBeginnings: Record<Run["trigger"], string> = {
  chat: "A conversation",
  api: "The API",
  v1: "The API under /v1",
  schedule: "A time",
  hook: "A hook",
  event: "An event",
  agent: "Another agent",
  test: "A trial",
  widget: "A widget’s visitor",
};

export const callStates: Record<ToolCall["state"], [label: string, tone: Tone]> = {
  asked: ["At work", "warn"],
  awaiting_approval: ["Waits for a yes", "warn"],
  awaiting_connection: ["Waits for a connection", "warn"],
  awaiting_delivery: ["On its way", "warn"],
  awaiting_run: ["Another agent works on it", "warn"],
  done: ["Done", "good"],
  failed: ["Failed", "bad"],
  refused: ["Not done", "bad"],
};
