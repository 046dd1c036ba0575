import { useQuery } from "@tanstack/react-query";
import { type NavigateOptions, useNavigate } from "@tanstack/react-router";
import {
  IconBook,
  IconBuilding,
  IconKeyboard,
  IconLogout,
  IconMail,
  IconMessage,
  IconPlus,
  IconServerCog,
  IconSettings,
  IconSun,
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
import { pageCommands } from "./page-commands.ts";

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
    ? [
        { id: "operator", label: "Operator settings", icon: IconServerCog, run: go("/operator/settings") },
        {
          id: "takeovers",
          label: "Announce a takeover of the service",
          icon: IconServerCog,
          keywords: ["sale", "merger", "successor"],
          run: go("/operator/takeovers"),
        },
        { id: "mails", label: "Mail log", icon: IconMail, keywords: ["smtp"], run: go("/operator/mails") },
        { id: "mail-templates", label: "Mail templates", icon: IconMail, run: go("/operator/mail-templates") },
      ]
    : [];
  return [
    { id: "chat", label: "New conversation", icon: IconPlus, keys: [`${modKey}⇧O`], run: go("/conversations") },
    ...pageCommands.map(({ to, ...page }) => ({ ...page, run: go(to) })),
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
