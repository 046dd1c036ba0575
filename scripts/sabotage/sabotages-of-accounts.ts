import { ddl, patch, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

const hashing = "modules/users/hash-password.ts";
const sealing = "framework/keys/sealing.ts";

/** Who has an account, what it holds, and what it is written. */
export const sabotagesOfAccounts: readonly Sabotage[] = [
  patch(
    ["account.password", "new passwords are hashed with argon2i"],
    hashing,
    "const argon2id = 2;",
    "const argon2id = 1;",
  ),
  patch(
    ["account.password", "the floor of a hash's cost is gone"],
    hashing,
    "if (isTooCheap) throw",
    "if (false) throw",
  ),
  patch(
    ["session.meta", "analytics may read what is kept of a session"],
    sealing,
    "if (!info.personal?.purposes.includes(purpose))",
    "if (false)",
  ),
  patch(
    ["authz.rbac", "whoever has no role may do everything"],
    "modules/members/decide-by-role.ts",
    ': deny("member.required");',
    ': allow("member.required");',
  ),
  patch(
    ["account.identity", "sign-up takes whatever it is sent"],
    "modules/accounts/sign-up.ts",
    "const input = z.strictObject({",
    "const input = z.looseObject({",
  ),
  ddl(
    ["account.identity", "accounts hold something the policy does not name"],
    "alter table users add column shoe_size integer",
  ),
  ddl(
    ["account.role", "a member has no role that is known"],
    "alter table memberships drop constraint memberships_role_check; alter table memberships no force row level security; update memberships set role = 'nobody'; alter table memberships force row level security",
  ),
  sql(["account.prefs", "a time zone is not one"], "update users set time_zone = 'Mars/Base'"),
  patch(["age.gate", "age is not looked at"], "modules/users/check-age.ts", "> at.getTime()) throw", "> 8e15) throw"),
  patch(
    ["age.remove", "a reported account stays as long as it likes"],
    "modules/minor-reports/reckon-removal.ts",
    "new Date(Math.min(...ends))",
    "new Date(8e14)",
  ),
  sql(
    ["age.remove", "an account that was reported works on"],
    `insert into minor_reports (id, user_id, reporter_hash, relation, reason, state, reported_at)
     select 'mnr_sabotage', id, '\\x00', 'other', '\\x00', 'open', now() from users where suspended_at is null limit 1`,
  ),
  sql(
    ["notify.account", "mails do not go out"],
    "update deliveries set created_at = created_at - interval '3 days', next_at = created_at where kind = 'mail' and ended_at is null",
  ),
  sql(
    ["notify.marketing", "news go to somebody who did not ask for them"],
    `insert into deliveries (id, holder, user_id, kind, operation_key, state, next_at, created_at, ended_at)
     select 'dlv_sabotage', id, id, 'mail', 'announcement:sabotage', 'succeeded', now(), now(), now() from users limit 1`,
  ),
  ddl(
    ["analytics.aggregate", "the database takes counts of few"],
    "alter table daily_counts drop constraint daily_counts_people_check",
  ),
  patch(
    ["cookie.essential", "scripts can read the session's cookie"],
    "framework/http/transport.ts",
    "Path=/; HttpOnly; SameSite=Lax",
    "Path=/; SameSite=Lax",
  ),
];
