import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const untilSwept = { column: "created_at", parameter: "retention.log_days" } as const;
const whose = [
  ["user_id", "user"],
  ["organization_id", "organization"],
] as const;

export const principalKinds = ["anonymous", "user", "device", "api_key"] as const;
export const screenSizes = ["small", "medium", "large"] as const;

/** One row for each request: the route's template and how it was answered. No path, no query, no body. */
export const requestLog = table("request_log", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: whose,
  keep: {
    cls: "telemetry",
    because: "Abuse and faults are found by what was asked for lately, and how it was answered.",
    until: untilSwept,
  },
  columns: {
    id: plain.id("rql"),
    method: plain.word(),
    route: plain.word(),
    status: plain.int(),
    ms: plain.int(),
    principal_kind: plain.oneOf(principalKinds),
    organization_id: plain.looseRef().nullable(),
    user_id: plain.ref("users").nullable(),
    /** Only where somebody asked whose key can seal it. */
    ip: personal
      .text({ category: "user.device.ip", purposes: ["security"], seal: "subject", erase: "shred", export: true })
      .nullable(),
    /** Keyed hash of the network. */
    network: plain.hash(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["user_id"] },
    { on: ["created_at"] },
    { on: ["network", "created_at"], where: "status in (401, 403, 429)" },
  ],
});

/** Use of a feature, of a closed list. What was looked at, and where someone came from, only of those who agreed. */
export const featureEvents = table("feature_events", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: whose,
  keep: {
    cls: "telemetry",
    because: "What is used is counted by day; the counts stay without the people, and only those of ten and more.",
    until: untilSwept,
  },
  columns: {
    id: plain.id("fte"),
    /** One of `features.ts`, which may grow without the table. */
    name: plain.word(),
    organization_id: plain.looseRef().nullable(),
    user_id: plain.ref("users").nullable(),
    /** Template of a screen's route. */
    screen: plain.word().nullable(),
    size: plain.oneOf(screenSizes).nullable(),
    referrer_host: personal
      .text({
        category: "user.behavior.referrer",
        purposes: ["analytics"],
        seal: "subject",
        erase: "shred",
        export: true,
      })
      .nullable(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["created_at"] }],
});

/** A count of fewer people than this is withheld. */
export const peopleMin = 10;
export const countKinds = ["people", "route", "feature", "screen", "referrer"] as const;

/** What a day's requests and events come to. A count of too few people is not written: the empty row says that it is withheld. */
export const dailyCounts = table("daily_counts", {
  tenant: "deployment",
  owner: owns.nobody("Counts without names, of ten people or more."),
  keep: {
    cls: "telemetry",
    because: "How use grows and shrinks is seen over months; nobody is told by it.",
    until: { column: "day", parameter: "retention.aggregate_months" },
  },
  key: ["day", "kind", "name"],
  columns: {
    /** Its first instant, in UTC. */
    day: plain.time(),
    kind: plain.oneOf(countKinds),
    name: plain.word(),
    uses: plain.int().nullable(),
    people: plain.int().nullable(),
  },
  checks: [`people >= ${peopleMin}`, "(uses is null) = (people is null)"],
});
