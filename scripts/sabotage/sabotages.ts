import { ddl, patch, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";
import { sabotagesOfContent } from "./sabotages-of-content.ts";

const hashing = "modules/users/hash-password.ts";
const sealing = "framework/sealing.ts";
const obstacles = "egress/processors/find-obstacle.ts";
const hosts = "egress/processors/keep-to-hosts.ts";

/** At least one for each promise that is kept by code. */
export const sabotages: readonly Sabotage[] = [
  ...sabotagesOfContent,
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
  patch(["legal.basis", "a purpose has no legal basis"], "promises/purposes.json", '"models": {', '"model": {'),
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
  patch(
    ["rights.erase", "keys are not destroyed"],
    "privacy/destroy-keys.ts",
    '"subject_id = $1 and subject_kind = $2"',
    '"subject_id = $1 and subject_kind = $2 and false"',
  ),
  patch(
    ["rights.access", "the export leaves personal columns out"],
    "privacy/export/choose-columns.ts",
    "info.personal?.export ?? isPlain(info)",
    "!info.personal && isPlain(info)",
  ),
  patch(
    ["rights.port", "the export comes without its tables as CSV"],
    "privacy/export/write-archive.ts",
    "addLazily(zip, `csv/${name}.csv`, () => Readable.from(writeCsv(pages(), exported.columns)));",
    "void writeCsv;",
  ),
  patch(["rights.correct", "nobody can change their profile"], "modules/accounts/module.ts", "    updateMe,\n", ""),
  patch(
    ["rights.selfservice", "requests go to staff"],
    "modules/privacy-requests/module.ts",
    "    createPrivacyRequest,\n",
    "",
  ),
  patch(
    ["rights.consent", "an agreement once given counts for ever"],
    "modules/contacts/read-contact-standings.ts",
    "select s.state = 'given' from",
    "select true from",
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
    "framework/rate-limit.ts",
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
    "egress/connect.ts",
    'if (url.protocol === "http:" && expected.mustBe !== "loopback") return { reason: "not_https" };',
    "",
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
    "framework/transport.ts",
    "Path=/; HttpOnly; SameSite=Lax",
    "Path=/; SameSite=Lax",
  ),
  patch(
    ["policy.dates", "a policy does not say when it was published"],
    "modules/policy-versions/document/write-document.ts",
    "Published ${day(publishedAt)}, in",
    "In",
  ),
  patch(
    ["policy.operator", "a placeholder counts as filled in"],
    "modules/policy-versions/operator-profile.ts",
    'value.trim() === "" || placeholder.test(value.trim())',
    'value.trim() === ""',
  ),
  patch(["policy.contact", "only members may ask"], "modules/rights-requests/module.ts", "    createIntake,\n", ""),
  patch(
    ["dsar.clock", "the clock of a law runs a month longer"],
    "promises/regimes.json",
    '"amount": 15,',
    '"amount": 60,',
  ),
  sql(
    ["dsar.clock", "a request is overdue and nobody answers"],
    `insert into rights_requests (organization_id, id, kind, regime, asker, state, token_hash, address, address_index, created_at, confirmed_at, due_at)
     select organization_id, 'rrq_00000000000000000000000000', 'access', 'gdpr', 'self', 'open', '\\x00', '\\x00', '\\x00',
       created_at - interval '40 days', created_at - interval '40 days', created_at - interval '10 days' from organizations limit 1`,
  ),
  patch(
    ["rights.object", "an objection is noted and not obeyed"],
    "modules/contacts/read-contact-standings.ts",
    "l.purpose is null or l.purpose = asked.purpose",
    "l.purpose is null",
  ),
  patch(
    ["rights.restrict", "a lock of one's own data is noted and not obeyed"],
    "modules/agents/open-standings.ts",
    "l.user_id = asked.user_id and l.lifted_at is null",
    "l.user_id = asked.user_id and l.lifted_at is not null",
  ),
  patch(
    ["disclosure.legal", "one person alone has data given away"],
    "modules/disclosures/describe-asking.ts",
    "byTwo: true",
    "byTwo: false",
  ),
  sql(
    ["disclosure.legal", "data was given without anybody's approval"],
    `insert into disclosures (organization_id, workspace_id, id, state, contact_id, authority, legal_basis, extent, asked_at, approved_at, handed_out_at)
     select organization_id, id, 'dsc_00000000000000000000000000', 'handed_out', 'con_00000000000000000000000000', '\\x00', '\\x00', '\\x00',
       created_at, created_at, created_at from workspaces limit 1`,
  ),
  patch(
    ["breach.clock", "a day more is taken to tell the authority"],
    "modules/incidents/reckon-report.ts",
    "later(awareAt, hours * hourMs)",
    "later(awareAt, (hours + 24) * hourMs)",
  ),
  sql(
    ["breach.clock", "an authority was not told"],
    `insert into incidents (organization_id, id, is_drill, nature, consequences, measures, began_at, ended_at, aware_at, due_at, created_at)
     select organization_id, 'inc_00000000000000000000000000', false, '\\x00', '\\x00', '\\x00', created_at, created_at, created_at,
       created_at - interval '10 days', created_at from organizations limit 1`,
  ),
  patch(["rights.complain", "a Land's authority is missing"], "promises/authorities.json", '"DE-SH": {', '"DE-XX": {'),
  patch(["rights.complain", "a country's authority is missing"], "promises/authorities.json", '"RO": {', '"RX": {'),
  patch(
    ["change.notice", "a new recipient does not count as a weakening"],
    "modules/policy-versions/compare-snapshots.ts",
    'direction: now ? "weaker" : "tighter"',
    'direction: now ? "tighter" : "weaker"',
  ),
  sql(
    ["change.notice", "a weaker value holds before the page that says so"],
    `insert into policy_versions (organization_id, id, version, hash, document, snapshot, is_material, published_at, effective_at)
     select organization_id, 'pvr_00000000000000000000000000', 1, '', '\\x00', '{"values": {"retention.log_days": 30}, "processors": {}, "purposes": [], "bases": {}, "promises": [], "wording": "", "operator": ""}',
       false, created_at - interval '2 days', created_at - interval '2 days' from organizations limit 1;
     insert into deployment_policy_settings (id, parameter, setting, version, effective_at, created_at)
     select 'pst_00000000000000000000000000', 'retention.log_days', '{"value": 60}', 1, created_at - interval '1 day', created_at - interval '1 day' from organizations limit 1`,
  ),
  sql(
    ["change.notice", "the service is taken over a week after people were told"],
    `insert into takeovers (id, notice, announced_at, effective_at)
     select 'tko_00000000000000000000000000', '{}', created_at, created_at + interval '7 days' from users limit 1`,
  ),
  sql(
    ["change.notice", "nobody is told that the service is taken over"],
    `update users set email_verified_at = email_verified_at - interval '2 days';
     insert into takeovers (id, notice, announced_at, effective_at)
     select 'tko_00000000000000000000000000', '{}', created_at - interval '1 day', created_at + interval '60 days' from users limit 1`,
  ),
  ddl(
    ["change.history", "requests may change what was published"],
    "grant update, delete on policy_versions to avow_app",
  ),
  sql(
    ["change.accept", "going on under a new version is not recorded"],
    `insert into policy_versions (organization_id, id, version, hash, document, snapshot, is_material, published_at, effective_at)
     select organization_id, 'pvr_00000000000000000000000000', 1, '', '\\x00', '{}', false, created_at - interval '3 days', created_at - interval '3 days' from organizations;
     update sessions set last_seen_at = last_seen_at - interval '1 day'`,
  ),
  patch(["change.accept", "nobody can decline"], "modules/policy-versions/module.ts", "    answerPolicyVersion,\n", ""),
];
