import { patch, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

/** What people may ask for, and what is asked about them. */
export const sabotagesOfRights: readonly Sabotage[] = [
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
];
