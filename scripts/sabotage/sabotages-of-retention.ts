import { patch, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

/** How long things are kept. */
export const sabotagesOfRetention: readonly Sabotage[] = [
  patch(
    ["retention.min", "sessions are kept without an end"],
    "modules/sessions/tables.ts",
    'until: { column: "idle_expires_at", days: 0 },',
    "",
  ),
  patch(
    ["retention.active", "accounts go by their age"],
    "modules/users/tables.ts",
    'keep: { cls: "account", because: "You have an account until you delete it." },',
    'keep: { cls: "account", because: "You have an account for a year.", until: { column: "created_at", days: 365 } },',
  ),
  sql(
    ["retention.account", "an erasure was confirmed and is not done"],
    `insert into privacy_requests (id, kind, user_id, state, confirmed_at, created_at)
     select 'prq_00000000000000000000000000', 'erase', id, 'executing', created_at - interval '40 days', created_at - interval '41 days' from users limit 1`,
  ),
  sql(
    ["retention.logs", "the sweep leaves events behind"],
    `insert into events (id, type, facts, created_at)
     select 'evt_00000000000000000000000000', 'user.changed', '{}', created_at - interval '100 days' from users limit 1`,
  ),
  sql(
    ["retention.audit", "the sweep leaves audit entries behind"],
    "update audit_entries set created_at = created_at - interval '3 years'",
  ),
  sql(
    ["retention.aggregate", "the sweep leaves counts behind"],
    `insert into daily_counts (day, kind, name, uses, people)
     select date_trunc('day', created_at) - interval '3 years', 'route', 'x', 20, 20 from users limit 1`,
  ),
  sql(
    ["retention.backup", "an epoch is not ended in time"],
    "update key_epochs set begun_at = begun_at - interval '8 days'",
  ),
  sql(
    ["retention.backup", "the key of an epoch that ended is not destroyed"],
    "insert into ended_epochs (id, store, begun_at, ended_at, destroyed_at) select id, store, begun_at, begun_at, begun_at from key_epochs",
  ),
];
