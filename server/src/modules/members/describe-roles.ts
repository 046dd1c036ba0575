import { covers, permissionsOf, sessionOnly } from "./decide-by-role.ts";
import { type RoleName, roleNames } from "./tables.ts";

/** Every permission an endpoint may ask for, in words that follow "may". */
export const permissions = {
  "agents.read": "See agents and their instructions.",
  "agents.write": "Make, change and delete agents.",
  "ai.switch": "Turn AI on and off, for the organization and for a workspace.",
  "api_keys.read": "See API keys: their names, scopes and last use.",
  "api_keys.write": "Make API keys for oneself, and revoke anybody's.",
  "approvals.read": "See what waits for a yes, and what was decided.",
  "approvals.decide": "Say yes or no to what waits for it.",
  "audit.read": "Read and download the audit log.",
  "security_events.read": "See security events of the organization.",
  "budgets.read": "See budgets and what is spent of them.",
  "budgets.write": "Set, change and remove budgets.",
  "connected_apps.allow": "Let apps act for oneself by the Model Context Protocol, as far as one may oneself.",
  "connected_apps.read": "See which apps act for members of a workspace, and what they may do.",
  "connected_apps.write": "End apps that act for other members.",
  "connections.read": "See the accounts one connected, and the workspace's.",
  "connections.share": "Connect and disconnect accounts of the workspace, for all whose agents may use them.",
  "connections.write": "Connect, check and disconnect one's own accounts at other services.",
  "contacts.erase": "Export, delete and erase contacts.",
  "contacts.read": "See contacts: what they are reached by, and what they agreed to.",
  "contacts.write": "Make, change and merge contacts, and note what they agree to.",
  "conversations.read": "Read one's own conversations.",
  "conversations.write": "Talk to agents, and rename and delete one's own conversations.",
  "deliveries.read": "See what left the workspace: webhooks, mails, messages, and how each went.",
  "deliveries.write": "Replay, cancel and settle what leaves the workspace.",
  "disclosures.read": "See cases in which authorities asked for data.",
  "disclosures.write": "Open such cases, and hand out what two others approved.",
  "events.read": "See what happens in the workspace, as ids and codes.",
  "files.read": "See and download files: the workspace's, and one's own.",
  "files.write": "Upload and delete files: the workspace's, and one's own.",
  "generations.read": "See the AI calls of a workspace: models, tokens, costs and times, never their content.",
  "generations.write": "Ask models through the API.",
  "guardrails.read": "See what the guardrail watches for, try it on a text, and see what it did.",
  "guardrails.write": "Change what the guardrail watches for, and what it lets through.",
  "holds.open": "Read what a legal hold keeps of somebody who was erased.",
  "holds.read": "See legal holds: what is kept for which claim.",
  "holds.write": "Ask for legal holds, review and release them.",
  "minor_reports.decide": "Decide over reports that a member's account is a child's.",
  "minor_reports.read": "See which members' accounts were reported to be a child's.",
  "minor_reports.write": "Report that a member's account is a child's.",
  "incidents.read": "See incidents with personal data, and their clocks.",
  "incidents.write": "Declare incidents, note that the authority was told, and tell members.",
  "invitations.read": "See who has been invited.",
  "invitations.write": "Invite people, and withdraw invitations.",
  "knowledge.read": "See collections of documents, and search them.",
  "knowledge.write": "Make collections, and add and delete their documents.",
  "memories.read": "See what agents remember of oneself.",
  "memories.write": "Have agents remember and forget what they know of oneself.",
  "members.read": "See the members: names, e-mail addresses and roles.",
  "members.write": "Change roles, and remove members.",
  "models.read": "See which models there are and which servers they run on.",
  "models.write": "Connect and disconnect the servers that models run on.",
  "organization.erase": "Take all the organization's data away, and erase the organization.",
  "organization.read": "See the organization's name and settings.",
  "organization.transfer": "Hand the organization over to another member.",
  "organization.write": "Rename the organization.",
  "policy.read": "See the policy, and what changed in it.",
  "policy.write": "Change the policy of the organization and of its workspaces.",
  "rights_requests.read": "See what people outside ask about their data, and by when it is due.",
  "rights_requests.write": "Answer, extend and verify what people outside ask about their data.",
  "roles.write": "Make, change and delete roles of the organization's own.",
  "runs.read": "See one's own runs of agents, step by step.",
  "runs.write": "Have agents do something, and stop and delete one's own runs.",
  "tools.read": "Have agents read outside for one: addresses that are allowed, what one has connected.",
  "tools.use": "Have agents use what changes and asks nothing outside.",
  "tools.write": "Have agents change something outside for one: send, write, delete.",
  "support_access.write": "Let the operator look in for a limited time, and end that.",
  "wallet.read": "See balances, transactions and usage.",
  "wallet.write": "Top up the wallet.",
  "sign_in.read": "See the providers through which members sign in.",
  "sign_in.write": "Connect the providers through which members sign in, and say what roles they give.",
  "webhooks.read": "See webhook endpoints, without their secrets.",
  "webhooks.write": "Make, change, test and delete webhook endpoints.",
  "widgets.write": "Make, change and delete chat windows for other sites.",
  "workspaces.read": "See the workspaces.",
  "workspaces.write": "Make, rename and delete workspaces.",
} as const;
export type PermissionName = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as PermissionName[];

/** What each role is for, in one sentence. */
export const roleSummaries: Record<RoleName, string> = {
  owner: "Answers for the organization: may do everything, also end it.",
  admin: "Runs the organization: everything but ending it.",
  editor: "Sets up agents and content for others.",
  author: "Works with agents and writes.",
  approver: "Works with agents, and says yes or no to what others wrote.",
  support: "Answers conversations and tickets.",
  developer: "Connects programs: API keys and agents.",
  billing: "Looks after what it costs; sees no content.",
  auditor: "Checks what was done: reads the log and the settings, changes nothing.",
  viewer: "Looks on, changes nothing.",
  guest: "Belongs here, and may do what roles of the organization's own give.",
};

/** All that a role may do, each permission by its name. */
export function permissionsFor(role: RoleName): PermissionName[] {
  return permissionNames.filter((name) => permissionsOf[role].some((pattern) => covers(pattern, name)));
}

/** Whether giving someone this role stays within what the giver may do; an API key's scopes narrow that further. */
export function mayGrant(giver: { role: RoleName; scopes?: readonly string[] | undefined }, role: RoleName): boolean {
  const own = new Set(permissionsFor(giver.role));
  const isInScope = (name: string) => giver.scopes?.includes(name) ?? true;
  return permissionsFor(role).every((name) => own.has(name) && (sessionOnly.has(name) || isInScope(name)));
}

/** Roles and permissions in words, for whoever chooses between them. */
export function describeRoles() {
  return {
    roles: roleNames.map((role) => ({ role, summary: roleSummaries[role], permissions: permissionsFor(role) })),
    permissions: permissionNames.map((permission) => ({
      permission,
      summary: permissions[permission],
      for_api_keys: !sessionOnly.has(permission),
    })),
  };
}
