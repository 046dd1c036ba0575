import type { Role } from "../users/queries.ts";

/** What each role is for, in the words people choose by. */
export const roles: { value: Role; label: string; does: string }[] = [
  { value: "owner", label: "Owner", does: "Everything, including erasing the organization." },
  { value: "admin", label: "Admin", does: "Members, settings, keys and all content." },
  { value: "editor", label: "Editor", does: "Agents and all content." },
  { value: "author", label: "Author", does: "Own drafts and conversations." },
  { value: "approver", label: "Approver", does: "Says yes or no to what waits." },
  { value: "support", label: "Support", does: "Conversations and tickets with contacts." },
  { value: "developer", label: "Developer", does: "API keys, webhooks and connections." },
  { value: "billing", label: "Billing", does: "Wallet and invoices." },
  { value: "auditor", label: "Auditor", does: "Reads the audit log and the evidence." },
  { value: "viewer", label: "Viewer", does: "Reads what is shared." },
];

export const labelOfRole = (role: Role) => roles.find(({ value }) => value === role)?.label ?? role;
