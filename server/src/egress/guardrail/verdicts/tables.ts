import { plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";
import type { ClassId } from "../classes.ts";

/** How many of each class were found; never what. */
export type Counts = Partial<Record<ClassId, number>>;

/**
 * What the guardrail stopped, held for a yes, or changed on another way out than a call: one row for each. What it
 * changed of a call stands with the call itself. Holds no content, and nobody's name.
 */
export const guardrailVerdicts = table("guardrail_verdicts", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: {
    cls: "telemetry",
    because: "Whoever answers for a workspace can see what its guardrail does.",
    until: { column: "created_at", days: 366 },
  },
  columns: {
    id: plain.id("gvd"),
    /** The call or delivery it is about: counted once, however often it is tried. */
    about: plain.looseRef(),
    action: plain.oneOf(["redact", "ask", "block"]),
    rule: plain.word(),
    /** Where it was to leave: `chat`, `v1` … or the kind of a delivery. */
    way: plain.word(),
    counts: plain.json<Counts>(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["workspace_id", "about", "action"], unique: true },
    { on: ["workspace_id", "created_at"] },
    { on: ["created_at"] },
  ],
});
