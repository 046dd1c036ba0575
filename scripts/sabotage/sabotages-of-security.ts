import { ddl, patch, patchDrilled, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

const sealing = "framework/keys/sealing.ts";

/** What keeps others out. */
export const sabotagesOfSecurity: readonly Sabotage[] = [
  patch(
    ["purpose.closed", "sealed columns open for any purpose"],
    sealing,
    "if (!info.personal?.purposes.includes(purpose))",
    'if (purpose === "never")',
  ),
  ddl(
    ["tenancy.isolation", "a table's row-level security is not forced"],
    "alter table workspaces no force row level security",
  ),
  ddl(
    ["tenancy.isolation", "a policy lets every organization see a table"],
    "create policy leak on workspaces using (true)",
  ),
  sql(["security.audit", "a sealed entry is edited"], "update audit_entries set action = 'nothing.happened'"),
  patch(
    ["security.secrets", "sealed cells are bound to nothing but their table"],
    sealing,
    "  return context;\n}\n\ntype PlainOf",
    "  return context.length > 0 ? table.name : column;\n}\n\ntype PlainOf",
  ),
  sql(
    ["security.secrets", "a password's hash lies open"],
    "update credentials set hash = convert_to('$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', 'utf8')",
  ),
  sql(
    ["security.keysep", "the key that opens everything lies in the database"],
    "update deployments set id = 'dpl_:epoch_key'",
  ),
  sql(
    ["security.backup", "no backup was taken for days"],
    "update backups set asked_at = asked_at - interval '3 days'",
  ),
  sql(["security.backup", "a drill failed"], "update backups set drill_state = 'failed'"),
  sql(
    ["security.backup", "no backup was restored for more than a week"],
    "update backups set drilled_at = drilled_at - interval '9 days'",
  ),
  patchDrilled(
    ["security.backup", "a restore loses rows"],
    "operate/backup/restore-backup.ts",
    "    await settleEpochs(client, keyring);\n",
    '    await settleEpochs(client, keyring);\n    await client.query("delete from backups");\n',
  ),
  patchDrilled(
    ["security.backup", "the copy of the subject keys is not renewed"],
    "operate/backup/take-backup.ts",
    "  await takeKeys(client, place);\n  sweepBackups(",
    "  sweepBackups(",
  ),
  patch(
    ["security.session", "session tokens have 64 bits"],
    "framework/ids.ts",
    "randomBytes(32).toString",
    "randomBytes(8).toString",
  ),
  patch(
    ["security.session", "sessions last a year"],
    "modules/sessions/begin-session.ts",
    "const absoluteMs = 90 * dayMs;",
    "const absoluteMs = 365 * dayMs;",
  ),
  patch(
    ["security.tokens", "an access token lasts an hour"],
    "modules/api-clients/give-tokens.ts",
    "export const accessMs = 15 * minuteMs;",
    "export const accessMs = 60 * minuteMs;",
  ),
  patch(
    ["security.tokens", "an app's access token lasts an hour"],
    "modules/connected-apps/tokens/give-app-tokens.ts",
    "export const appAccessMs = 15 * minuteMs;",
    "export const appAccessMs = 60 * minuteMs;",
  ),
  sql(
    ["security.apikeys", "API keys are stored as they are"],
    "update api_keys set token_hash = convert_to('avow_plain', 'utf8')",
  ),
  patch(
    ["security.abuse", "nobody is ever limited"],
    "framework/request/rate-limit.ts",
    "if (!wasTaken) throw",
    "if (wasTaken && !wasTaken) throw",
  ),
  patch(
    ["security.monitor", "what was seen once counts for ever"],
    "privacy/promises/state-of-promise.ts",
    "|| known.at >= freshUntil(seen.at, everyMinutes)) return",
    ") return",
  ),
  patch(
    ["security.disclaimer", "the policy claims absolute security"],
    "promises/canonical.json",
    "No measure makes a system perfectly secure, and we do not claim it.",
    "Your data is absolutely secure.",
  ),
  patch(
    ["security.tls", "what is called outside is called in plain http"],
    "egress/outward/connect.ts",
    'if (url.protocol === "http:" && expected.mustBe !== "loopback") return { reason: "not_https" };',
    "",
  ),
];
