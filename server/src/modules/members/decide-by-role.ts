import type { Decide, DecisionRequest } from "../../framework/authorize.ts";
import type { RoleName } from "./tables.ts";

const everyone = ["organization.read", "workspaces.read", "members.read"];
const chats = ["agents.read", "models.read", "conversations.read", "conversations.write"];

/** What each role may do. `area.*` is everything of an area, `*` everything. Whatever is not named is denied. */
export const permissionsOf: Record<RoleName, readonly string[]> = {
  owner: ["*"],
  admin: [
    "organization.read",
    "organization.write",
    "ai.*",
    "workspaces.*",
    "members.*",
    "invitations.*",
    "api_keys.*",
    "audit.*",
    "security_events.*",
    "models.*",
    "agents.*",
    "conversations.*",
  ],
  editor: [...everyone, ...chats, "agents.*"],
  author: [...everyone, ...chats],
  approver: [...everyone, ...chats],
  support: [...everyone, ...chats],
  // Connecting a model server decides where people's words go: that is for whoever answers for them.
  developer: [...everyone, ...chats, "agents.*", "api_keys.*"],
  billing: [...everyone],
  auditor: [
    ...everyone,
    "audit.read",
    "security_events.read",
    "agents.read",
    "models.read",
    "api_keys.read",
    "invitations.read",
  ],
  viewer: [...everyone, "agents.read", "models.read", "conversations.read"],
};

/** Only a person who signed in may do these: a program must not multiply itself or end the organization. */
export const sessionOnly: ReadonlySet<string> = new Set(["api_keys.write", "organization.erase"]);

/** Permissions that belong to a kind of caller, not to a role. */
const byKind: Record<string, (r: DecisionRequest) => boolean> = {
  public: () => true,
  self: ({ principal }) => principal.kind === "user",
  operator: ({ principal }) => principal.kind === "user" && principal.isOperator,
};

/** The rules shipped with Avow: deny unless the role grants, and for an API key unless its scopes name it as well. */
export const decideByRole: Decide = (request) => {
  const kind = byKind[request.action];
  if (kind) return { allow: kind(request), rule: `kind.${request.action}` };
  const role = request.role as RoleName | undefined;
  if (!role) return { allow: false, rule: "member.required" };
  const granted = permissionsOf[role]?.find((p) => covers(p, request.action));
  if (!granted) return { allow: false, rule: `role.${role}` };
  if (request.principal.kind === "api_key") {
    if (sessionOnly.has(request.action)) return { allow: false, rule: "key.session_only" };
    if (!request.principal.scopes.includes(request.action)) return { allow: false, rule: "key.scope" };
  }
  return { allow: true, rule: `role.${role}:${granted}` };
};

/** Whether a pattern grants a permission. */
export function covers(pattern: string, permission: string): boolean {
  return (
    pattern === "*" || pattern === permission || (pattern.endsWith(".*") && permission.startsWith(pattern.slice(0, -1)))
  );
}
