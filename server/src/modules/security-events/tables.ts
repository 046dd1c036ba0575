import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { severities } from "./security-event-kinds.ts";

/** Codes, counts and countries: what there is to tell besides the kind. */
export type Facts = Record<string, string | number | boolean | null>;
export type SecurityEventDetail = { facts: Facts; ip: string | null; user_agent: string | null };

/** Something that may be an attack, once for each who should know: a person, an organization, the operator. */
export const securityEvents = table("security_events", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "telemetry",
    because: "Whoever may have been attacked has to be able to see when and from where.",
    until: { column: "created_at", parameter: "retention.log_days" },
  },
  columns: {
    id: plain.id("sev"),
    audience: plain.oneOf(["user", "organization", "operator"]),
    /** Whom it is about, or the operator it is for. */
    user_id: plain.looseRef().nullable(),
    organization_id: plain.looseRef().nullable(),
    /** One of `security-event-kinds.ts`, which may grow without the table. */
    kind: plain.word(),
    severity: plain.oneOf(severities),
    detail: personal.json<SecurityEventDetail>({
      category: "user.device",
      purposes: ["security", "account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    /** The person's event that an organization's copy tells of. */
    source_id: plain.looseRef().nullable(),
    /** What the person said of it. */
    answer: plain.oneOf(["mine", "not_mine"]).nullable(),
    created_at: plain.time(),
  },
  checks: ["user_id is not null or organization_id is not null"],
  indexes: [
    { on: ["user_id", "id"] },
    { on: ["organization_id", "id"], where: "audience = 'organization'" },
    { on: ["source_id", "organization_id"], where: "source_id is not null", unique: true },
    { on: ["created_at"] },
  ],
});
