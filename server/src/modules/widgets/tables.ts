import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { WidgetSettings } from "./accept-origin.ts";

/** A chat window for other sites: whoever opens it there talks with one agent of the workspace, within these bounds. */
export const widgets = table("widgets", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "A widget is there until someone deletes it." },
  columns: {
    id: plain.id("wdg"),
    /** May be deleted before the widget is: visitors are refused then. */
    agent_id: plain.looseRef(),
    /** With whose rights its agent answers, and whose conversations they are: nobody answers once they are gone. */
    answers_for: plain.actor(),
    settings: personal.json<WidgetSettings>({
      category: "organization.content",
      purposes: ["agents", "converse"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    enabled: plain.bool(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
  },
  indexes: [{ on: ["id"], unique: true }, { on: ["workspace_id", "agent_id"] }, { on: ["answers_for"] }],
});

/** Somebody who talks through a widget: a contact nobody knows the name of, and what their browser window proves itself by. */
export const widgetVisitors = table("widget_visitors", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: {
    cls: "conversation",
    because:
      "A visitor goes on with their conversation until they end it or have not been there for as long as the widget says.",
  },
  columns: {
    id: plain.id("wvi"),
    /** May be deleted before its visitors are erased. */
    widget_id: plain.looseRef(),
    contact_id: plain.ref("contacts"),
    conversation_id: plain.looseRef(),
    token_hash: plain.hash(),
    created_at: plain.time(),
    last_seen_at: plain.time(),
    /** From then on the token counts no more. */
    expires_at: plain.time(),
    /** From then on the contact is erased, with all that was said. */
    forget_at: plain.time(),
  },
  indexes: [
    { on: ["token_hash"], unique: true },
    { on: ["workspace_id", "widget_id"] },
    { on: ["workspace_id", "contact_id"] },
    { on: ["forget_at"] },
  ],
});

export const turnKinds = ["visit", "message"] as const;

/** Counts what came by a widget in a day. Names nobody: its hashes are keyed anew each day. */
export const widgetTurns = table("widget_turns", {
  tenant: "workspace",
  owner: owns.nobody("It counts; its hashes lead back to nobody once the day is over."),
  keep: {
    cls: "telemetry",
    because: "Nobody can use up what a widget may answer in a day.",
    until: { column: "at", days: 2 },
  },
  columns: {
    id: plain.id("wtn"),
    widget_id: plain.ref("widgets"),
    kind: plain.oneOf(turnKinds),
    visitor_hash: plain.hash(),
    /** Of a network as one key: an IPv4 address, or an IPv6 /64. */
    network_hash: plain.hash(),
    at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "widget_id", "at"] }, { on: ["at"] }],
});
