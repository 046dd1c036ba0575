/**
 * Tables that an export carries and no import takes, and why, in words for whoever imports. A table that is in an
 * export has either a rule or a line here; a test holds this to the catalogue.
 */
export const leftBehind: Readonly<Record<string, string>> = {
  ...each("It opens doors, and its secret is in no export: it is made anew.", [
    "api_clients",
    "api_keys",
    "authenticator_apps",
    "connected_apps",
    "email_changes",
    "identities",
    "identity_domains",
    "identity_providers",
    "invitations",
    "known_devices",
    "passkeys",
    "representatives",
    "sessions",
  ]),
  ...each("Who may do what is decided where the data goes, never by an archive.", [
    "custom_roles",
    "memberships",
    "organizations",
    "ownership_transfers",
    "policy_settings",
    "role_assignments",
    "users",
    "workspaces",
  ]),
  ...each("It records what happened where the archive comes from, and would be a forgery here.", [
    "approvals",
    "audit_entries",
    "contact_generations",
    "disclosures",
    "evaluation_results",
    "account_consents",
    "minor_reports",
    "feature_events",
    "generations",
    "holds",
    "incidents",
    "policy_acceptances",
    "policy_versions",
    "queued_generations",
    "request_log",
    "corrections",
    "rights_requests",
    "signed_permissions",
    "run_steps",
    "runs",
    "security_events",
    "sign_in_tries",
    "takeover_answers",
    "tool_calls",
    "tool_questions",
    "top_ups",
  ]),
  ...each("It is what one agent knows of a person, and a person's own export does not carry the agent.", ["memories"]),
  ...each("It takes apart two contacts that were one there; what it names has other ids here.", ["contact_merges"]),
  ...each("It lets a value through of which only a hash is kept, under a key of the deployment it comes from.", [
    "guardrail_exceptions",
  ]),
  ...each("Its secret is in no export; it is connected anew.", [
    "connections",
    "model_servers",
    "own_mcp_servers",
    "workspace_connections",
    "workspace_mcp_servers",
  ]),
  ...each("It names models and tools of another deployment; publishing the agent makes it anew.", ["agent_versions"]),
  ...each("It may name tools of another deployment; publishing the skill makes it anew.", ["skill_versions"]),
  ...each("It belongs to an agent that has another id here; its cases can be copied from one agent to another.", [
    "evaluation_sets",
  ]),
  ...each("It acts by itself; whoever wants it where the data goes sets it up there.", ["agent_triggers", "widgets"]),
  ...each("Where the data lies is where it is locked, by whoever it is about.", ["account_locks"]),
  ...each("By address and topic, one link in a mail sets it again.", ["mail_choices"]),
};

function each(because: string, tables: readonly string[]): Record<string, string> {
  return Object.fromEntries(tables.map((table) => [table, because]));
}
