import {
  IconAddressBook,
  IconDownload,
  IconFiles,
  IconKey,
  IconList,
  IconRobot,
  IconShieldCheck,
  IconShieldExclamation,
  IconShieldLock,
  IconTrash,
  IconUserPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import type { NavigateOptions } from "@tanstack/react-router";

export interface PageCommand {
  id: string;
  label: string;
  icon: TablerIcon;
  keywords?: string[];
  to: NonNullable<NavigateOptions["to"]>;
}

/** Pages that the palette offers by what one wants to do there. */
export const pageCommands: readonly PageCommand[] = [
  { id: "agents", label: "All agents", icon: IconList, to: "/agents" },
  { id: "agent", label: "Create an agent", icon: IconRobot, to: "/agents/new" },
  {
    id: "invite",
    label: "Invite a member",
    icon: IconUserPlus,
    keywords: ["people", "role"],
    to: "/trust/members",
  },
  { id: "roles", label: "Roles and permissions", icon: IconUserPlus, keywords: ["rights"], to: "/trust/roles" },
  { id: "key", label: "Create an API key", icon: IconKey, keywords: ["token"], to: "/developers" },
  { id: "device", label: "Allow a device", icon: IconKey, keywords: ["code", "cli", "login"], to: "/device" },
  { id: "export", label: "Export my data", icon: IconDownload, keywords: ["gdpr", "zip"], to: "/trust/data" },
  { id: "erase", label: "Erase my account", icon: IconTrash, keywords: ["delete"], to: "/trust/data" },
  {
    id: "contacts",
    label: "Contacts",
    icon: IconAddressBook,
    keywords: ["people", "consent", "customer"],
    to: "/inbox/contacts",
  },
  {
    id: "import-contacts",
    label: "Import contacts",
    icon: IconAddressBook,
    keywords: ["csv", "people"],
    to: "/inbox/contacts/import",
  },
  { id: "files", label: "Files", icon: IconFiles, keywords: ["upload", "download"], to: "/content/files" },
  { id: "approvals", label: "Approvals", icon: IconList, keywords: ["approve", "reject"], to: "/approvals" },
  { id: "budgets", label: "Budgets", icon: IconList, keywords: ["limit", "ceiling"], to: "/wallet/budgets" },
  { id: "usage", label: "Usage", icon: IconList, keywords: ["cost", "credits"], to: "/wallet/usage" },
  {
    id: "rights-requests",
    label: "Requests about personal data",
    icon: IconList,
    keywords: ["gdpr", "dsar", "access", "clock", "rights"],
    to: "/trust/requests",
  },
  {
    id: "key-epochs",
    label: "Backups and epochs of keys",
    icon: IconKey,
    keywords: ["rotate", "operator", "restore"],
    to: "/operator/backups",
  },
  { id: "mail", label: "Mail I get", icon: IconList, keywords: ["news", "unsubscribe"], to: "/settings/mail" },
  {
    id: "incidents",
    label: "Incidents with personal data",
    icon: IconShieldExclamation,
    keywords: ["breach", "leak", "72", "authority"],
    to: "/trust/incidents",
  },
  { id: "audit", label: "Read the audit log", icon: IconList, to: "/trust/audit" },
  {
    id: "generations",
    label: "See every AI call",
    icon: IconList,
    keywords: ["generations", "cost", "tokens"],
    to: "/developers/generations",
  },
  {
    id: "webhooks",
    label: "Webhooks",
    icon: IconList,
    keywords: ["endpoint", "events", "hook"],
    to: "/developers/webhooks",
  },
  {
    id: "deliveries",
    label: "Deliveries: see what left",
    icon: IconList,
    keywords: ["sent", "replay", "webhook", "mail"],
    to: "/developers/deliveries",
  },
  {
    id: "policy",
    label: "Change the policy",
    icon: IconShieldCheck,
    keywords: ["preset", "redaction"],
    to: "/trust/policy",
  },
  {
    id: "guardrails",
    label: "Guardrails: what may leave",
    icon: IconShieldCheck,
    keywords: ["redaction", "pii", "mask", "terms"],
    to: "/trust/guardrails",
  },
  {
    id: "preview",
    label: "See what would leave",
    icon: IconShieldCheck,
    keywords: ["playground", "preview", "redaction", "test"],
    to: "/trust/guardrails/preview",
  },
  {
    id: "guardrail-report",
    label: "What the guardrail did",
    icon: IconShieldCheck,
    keywords: ["report", "verdicts", "redaction", "blocked"],
    to: "/trust/guardrails/report",
  },
  {
    id: "publish",
    label: "Publish the privacy policy",
    icon: IconShieldCheck,
    keywords: ["version", "notice", "gdpr"],
    to: "/trust/publish",
  },
  {
    id: "promises",
    label: "See whether promises are kept",
    icon: IconShieldCheck,
    keywords: ["proof", "evidence", "privacy"],
    to: "/trust/promises",
  },
  {
    id: "processors",
    label: "See who receives data",
    icon: IconShieldCheck,
    keywords: ["processor", "gdpr"],
    to: "/trust/processors",
  },
  {
    id: "records",
    label: "Record of processing",
    icon: IconShieldCheck,
    keywords: ["art 30", "retention", "cookies", "transfers", "ccpa", "dpv"],
    to: "/trust/records",
  },
  {
    id: "security",
    label: "Security events",
    icon: IconShieldExclamation,
    keywords: ["alerts", "attack", "sign-in"],
    to: "/trust/security",
  },
  {
    id: "factors",
    label: "Password, passkeys and second factor",
    icon: IconShieldLock,
    keywords: ["security", "totp", "recovery", "authenticator"],
    to: "/settings/security",
  },
];
