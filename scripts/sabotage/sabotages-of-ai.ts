import { patch } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

const obstacles = "egress/processors/find-obstacle.ts";
const hosts = "egress/processors/keep-to-hosts.ts";

/** Whom AI is asked of, and who else gets data. */
export const sabotagesOfAi: readonly Sabotage[] = [
  patch(
    ["ai.optin", "the gate does not look at the switch"],
    "egress/check-ai.ts",
    "if (!ai?.organization) throw",
    "if (false) throw",
  ),
  patch(
    ["ai.route", "a call may go to any host"],
    hosts,
    "if (host !== undefined && isNamedHost(host, hosts))",
    "if (host !== undefined && isNamedHost(host, [...hosts, host]))",
  ),
  patch(
    ["processor.register", "a host that nobody registered is let through"],
    hosts,
    "if (host !== undefined && isNamedHost(host, hosts))",
    "if (host !== undefined)",
  ),
  patch(
    ["ai.locality", "the locality of AI is ignored"],
    "modules/models/check-policy.ts",
    'if (policy.choice("ai.locality") === "self_hosted_only") return',
    'if (policy.choice("ai.locality") === "nowhere") return',
  ),
  patch(["ai.notrain", "providers that train are called"], obstacles, "if (facts.trains) return", "if (false) return"),
  patch(
    ["ai.notrain", "terms are read once and never again"],
    obstacles,
    "daysSince(facts.reviewed_on, at) > reviewDaysMax",
    "daysSince(facts.reviewed_on, at) > 10 * reviewDaysMax",
  ),
  patch(
    ["ai.retention", "a provider may keep things for a year"],
    obstacles,
    "facts.retention_days > daysMax",
    "facts.retention_days > daysMax + 365",
  ),
  patch(
    ["transfer.register", "a safeguard never runs out"],
    obstacles,
    "const isValid = transfer && Date.parse(transfer.review_by) + dayMs > at.getTime();",
    "const isValid = transfer && at.getTime() > dayMs;",
  ),
  patch(
    ["processor.nosale", "the register knows advertising as a purpose"],
    "egress/processors/processor.ts",
    '  "other",\n',
    '  "other",\n  "advertising",\n',
  ),
  patch(
    ["processor.nosale", "the signal of browsers is not answered"],
    "operate/serve/mount-well-known.ts",
    "gpc: true, lastUpdate",
    "gpc: false, lastUpdate",
  ),
];
