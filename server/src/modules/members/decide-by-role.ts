import type { Decide, Decision, DecisionRequest, SupportAccess } from "../../framework/request/authorize.ts";
import { findUnmet } from "./find-unmet.ts";
import type { Principal } from "../../framework/context.ts";
import type { RoleName } from "./tables.ts";

const everyone = [
  "organization.read",
  "workspaces.read",
  "members.read",
  "policy.read",
  "minor_reports.write",
  "connected_apps.allow",
];
/** People outside: what is known of them is for those who deal with them. */
const outside = ["contacts.read", "contacts.write"];
/** What leaves, and who is told of what happens. */
const outgoing = ["deliveries.*", "events.read", "webhooks.*"];
const chats = [
  "agents.read",
  "models.read",
  "conversations.read",
  "conversations.write",
  "connections.read",
  "connections.write",
  "generations.read",
  "generations.write",
  "guardrails.read",
  "memories.read",
  "memories.write",
  "runs.read",
  "runs.write",
  "tools.*",
];

/** What each role may do. `area.*` is everything of an area, `*` everything. Whatever is not named is denied. */
export const permissionsOf: Record<RoleName, readonly string[]> = {
  owner: ["*"],
  admin: [
    "organization.read",
    "organization.write",
    "ai.*",
    "policy.*",
    "minor_reports.read",
    "minor_reports.write",
    "workspaces.*",
    "members.*",
    "invitations.*",
    "roles.*",
    "support_access.*",
    "api_keys.*",
    "sign_in.*",
    "audit.*",
    "security_events.*",
    "models.*",
    "agents.*",
    "conversations.*",
    "connected_apps.*",
    "connections.*",
    "contacts.*",
    "wallet.*",
    "budgets.*",
    "approvals.*",
    "files.*",
    "knowledge.*",
    "memories.*",
    "generations.*",
    "runs.*",
    "tools.*",
    "guardrails.*",
    "rights_requests.*",
    "disclosures.*",
    "holds.read",
    "holds.write",
    "incidents.*",
    "deliveries.*",
    "events.*",
    "webhooks.*",
    "widgets.*",
  ],
  editor: [...everyone, ...chats, "approvals.read", "agents.*", "widgets.*", "files.*", "knowledge.*", ...outside],
  author: [...everyone, ...chats, "files.*", "knowledge.*", "contacts.read"],
  approver: [...everyone, ...chats, "approvals.*", "files.read", "knowledge.read"],
  support: [...everyone, ...chats, "files.*", "knowledge.*", ...outside],
  // Connecting a model server decides where people's words go: that is for whoever answers for them.
  developer: [
    ...everyone,
    ...chats,
    "agents.*",
    "widgets.*",
    "api_keys.*",
    "files.*",
    "knowledge.*",
    ...outside,
    ...outgoing,
  ],
  billing: [...everyone, "wallet.*", "budgets.*"],
  auditor: [
    ...everyone,
    "audit.read",
    "connected_apps.read",
    "security_events.read",
    "agents.read",
    "models.read",
    "generations.read",
    "guardrails.read",
    "api_keys.read",
    "invitations.read",
    "wallet.read",
    "budgets.read",
    "deliveries.read",
    "events.read",
    "webhooks.read",
    "rights_requests.read",
    "disclosures.read",
    "holds.read",
    "incidents.read",
  ],
  viewer: [...everyone, "agents.read", "models.read", "conversations.read", "files.read", "knowledge.read"],
  guest: [...everyone],
};

/** Only a person who signed in may do these: a program must not multiply itself or end the organization. */
export const sessionOnly: ReadonlySet<string> = new Set([
  "api_keys.write",
  "approvals.decide",
  "connected_apps.allow",
  "connected_apps.write",
  "connections.share",
  "connections.write",
  "disclosures.write",
  "holds.open",
  "holds.write",
  "minor_reports.decide",
  "minor_reports.write",
  "organization.erase",
  "organization.transfer",
  "sign_in.write",
  "support_access.write",
]);

/** Permissions that belong to a kind of caller, not to a role. */
const byKind: Record<string, (r: DecisionRequest) => boolean> = {
  public: () => true,
  /** What a person may do with the data about themselves: nobody can take that from them. */
  subject: ({ principal }) => principal.kind === "user" && isWithinScope(principal, "self"),
  self: ({ principal }) => principal.kind === "user" && isWithinScope(principal, "self") && !principal.isSuspended,
  /** A person at a browser, not a device that acts for them. */
  session: ({ principal }) => principal.kind === "user" && !principal.scopes && !principal.isSuspended,
  operator: ({ principal }) =>
    principal.kind === "user" && principal.isOperator && !principal.scopes && !principal.isSuspended,
};

const allow = (rule: string): Decision => ({ allow: true, rule });
const deny = (rule: string): Decision => ({ allow: false, rule });

/** The rules shipped with Avow: deny unless a role grants, and for an API key unless its scopes name it as well. */
export const decideByRole: Decide = (request) => {
  const { principal, action } = request;
  const kind = byKind[action];
  if (kind) return { allow: kind(request), rule: `kind.${action}` };
  if (principal.isSuspended) return deny("suspended");
  const role = principal.role as RoleName | undefined;
  if (!role) return principal.support ? decideBySupport(request, principal.support) : deny("member.required");
  const granted = decideByRoles(request, role);
  const scopes = scopesOf(principal);
  if (!granted.allow || !scopes) return granted;
  if (sessionOnly.has(action)) return deny("key.session_only");
  return scopes.includes(action) ? granted : deny("key.scope");
};

/** The operator, where an organization let them look: at its areas, never changing anything, and each look is audited. */
function decideBySupport({ principal, action, context }: DecisionRequest, { id, areas }: SupportAccess): Decision {
  const [area, verb] = action.split(".");
  if (principal.kind !== "user" || !principal.isOperator) return deny("support.operator_required");
  if (!context.isRead || verb !== "read") return deny("support.read_only");
  if (!areas.includes(area!)) return deny("support.area");
  return { ...allow(`support.${id}`), obligations: ["audit"] };
}

/** A role of Avow's own, else one that the organization made, whose conditions are met. */
function decideByRoles(request: DecisionRequest, role: RoleName): Decision {
  const { principal, action } = request;
  const granted = permissionsOf[role]?.find((p) => covers(p, action));
  if (granted) return allow(`role.${role}:${granted}`);
  const custom = (principal.customRoles ?? []).filter(({ permissions }) => permissions.includes(action));
  const met = custom.find(({ conditions }) => !findUnmet(conditions, request));
  if (met) return allow(`custom_role.${met.id}`);
  const [first] = custom;
  if (!first) return deny(`role.${role}`);
  return deny(`custom_role.${first.id}:${findUnmet(first.conditions, request)!.attribute}`);
}

/** What a program was allowed, be it an API key or a device that acts for someone; a person at a browser has none. */
export const scopesOf = (principal: Principal): readonly string[] | undefined =>
  "scopes" in principal ? principal.scopes : undefined;

/** What a program was not kept from; nothing keeps a person at a browser. */
const isWithinScope = (principal: Principal, scope: string) => scopesOf(principal)?.includes(scope) ?? true;

/** Whether a pattern grants a permission. */
export function covers(pattern: string, permission: string): boolean {
  return (
    pattern === "*" || pattern === permission || (pattern.endsWith(".*") && permission.startsWith(pattern.slice(0, -1)))
  );
}
