import { useQuery } from "@tanstack/react-query";
import { type NavigateOptions, useNavigate } from "@tanstack/react-router";
import {
  IconAddressBook,
  IconBook,
  IconBuilding,
  IconDownload,
  IconFiles,
  IconKey,
  IconKeyboard,
  IconList,
  IconLogout,
  IconMessage,
  IconPlus,
  IconRobot,
  IconServerCog,
  IconSettings,
  IconShieldCheck,
  IconShieldExclamation,
  IconShieldLock,
  IconSun,
  IconTrash,
  IconUserPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import { modKey } from "../../design/mod-key.ts";
import { conversationsQuery } from "../../features/conversations/queries.ts";
import { useSignOut } from "../../features/sessions/use-sign-out.ts";
import { useTheme } from "../../features/users/use-theme.ts";
import { useCurrent } from "../../features/workspaces/current.ts";
import { useSwitchWorkspace } from "../../features/workspaces/use-switch-workspace.ts";
import { places } from "../places.ts";
import { openShortcuts } from "./overlay.ts";

interface Command {
  id: string;
  label: string;
  icon: TablerIcon;
  keywords?: string[];
  keys?: string[];
  run: () => void;
}

/** Everything the palette offers: places, actions, recent conversations, other workspaces. */
export function useCommands(): { group: string; commands: Command[] }[] {
  return [
    { group: "Go to", commands: useGoing() },
    { group: "Actions", commands: useActions() },
    { group: "Conversations", commands: useConversations() },
    { group: "Workspaces", commands: useWorkspaces() },
  ].filter(({ commands }) => commands.length > 0);
}

function useGoing(): Command[] {
  const navigate = useNavigate();
  return places.map(({ to, label, icon, key }) => ({
    id: to,
    label,
    icon,
    keys: ["G", key.toUpperCase()],
    run: () => void navigate({ to }),
  }));
}

function useActions(): Command[] {
  const navigate = useNavigate();
  const { isOperator } = useCurrent();
  const { flip } = useTheme();
  const signOut = useSignOut();
  const go = (to: NavigateOptions["to"]) => () => void navigate({ to: to ?? "/" });
  const operator: Command[] = isOperator
    ? [{ id: "operator", label: "Operator settings", icon: IconServerCog, run: go("/operator/settings") }]
    : [];
  return [
    { id: "chat", label: "New conversation", icon: IconPlus, keys: [`${modKey}⇧O`], run: go("/conversations") },
    { id: "agents", label: "All agents", icon: IconList, run: go("/agents") },
    { id: "agent", label: "Create an agent", icon: IconRobot, run: go("/agents/new") },
    {
      id: "invite",
      label: "Invite a member",
      icon: IconUserPlus,
      keywords: ["people", "role"],
      run: go("/trust/members"),
    },
    { id: "roles", label: "Roles and permissions", icon: IconUserPlus, keywords: ["rights"], run: go("/trust/roles") },
    { id: "key", label: "Create an API key", icon: IconKey, keywords: ["token"], run: go("/developers") },
    { id: "device", label: "Allow a device", icon: IconKey, keywords: ["code", "cli", "login"], run: go("/device") },
    { id: "export", label: "Export my data", icon: IconDownload, keywords: ["gdpr", "zip"], run: go("/trust/data") },
    { id: "erase", label: "Erase my account", icon: IconTrash, keywords: ["delete"], run: go("/trust/data") },
    {
      id: "contacts",
      label: "Contacts",
      icon: IconAddressBook,
      keywords: ["people", "consent", "customer"],
      run: go("/inbox/contacts"),
    },
    { id: "files", label: "Files", icon: IconFiles, keywords: ["upload", "download"], run: go("/content/files") },
    { id: "approvals", label: "Approvals", icon: IconList, keywords: ["approve", "reject"], run: go("/approvals") },
    { id: "budgets", label: "Budgets", icon: IconList, keywords: ["limit", "ceiling"], run: go("/wallet/budgets") },
    { id: "usage", label: "Usage", icon: IconList, keywords: ["cost", "credits"], run: go("/wallet/usage") },
    { id: "audit", label: "Read the audit log", icon: IconList, run: go("/trust/audit") },
    {
      id: "generations",
      label: "See every AI call",
      icon: IconList,
      keywords: ["generations", "cost", "tokens"],
      run: go("/developers/generations"),
    },
    {
      id: "policy",
      label: "Change the policy",
      icon: IconShieldCheck,
      keywords: ["preset", "redaction"],
      run: go("/trust/policy"),
    },
    {
      id: "processors",
      label: "See who receives data",
      icon: IconShieldCheck,
      keywords: ["processor", "gdpr"],
      run: go("/trust/processors"),
    },
    {
      id: "security",
      label: "Security events",
      icon: IconShieldExclamation,
      keywords: ["alerts", "attack", "sign-in"],
      run: go("/trust/security"),
    },
    {
      id: "factors",
      label: "Password, passkeys and second factor",
      icon: IconShieldLock,
      keywords: ["security", "totp", "recovery", "authenticator"],
      run: go("/settings/security"),
    },
    { id: "settings", label: "Settings", icon: IconSettings, keys: ["G", "S"], run: go("/settings/profile") },
    ...operator,
    { id: "theme", label: "Switch between light and dark", icon: IconSun, keys: [`${modKey}J`], run: flip },
    { id: "docs", label: "Open the API reference", icon: IconBook, run: () => location.assign("/docs") },
    { id: "shortcuts", label: "Keyboard shortcuts", icon: IconKeyboard, keys: ["?"], run: openShortcuts },
    { id: "out", label: "Sign out", icon: IconLogout, run: signOut },
  ];
}

function useConversations(): Command[] {
  const navigate = useNavigate();
  const { workspace } = useCurrent();
  const { data } = useQuery(conversationsQuery(workspace.id));
  return (data ?? []).slice(0, 30).map(({ id, title }) => ({
    id,
    label: title ?? "Untitled conversation",
    icon: IconMessage,
    run: () => void navigate({ to: "/conversations/$conversationId", params: { conversationId: id } }),
  }));
}

function useWorkspaces(): Command[] {
  const { organizations, workspace: current } = useCurrent();
  const switchTo = useSwitchWorkspace();
  return organizations.flatMap((organization) =>
    organization.workspaces
      .filter(({ id }) => id !== current.id)
      .map(({ id, name }) => ({
        id,
        label: `Switch to ${name}`,
        keywords: [organization.name],
        icon: IconBuilding,
        run: () => switchTo(id),
      })),
  );
}
