import {
  IconArticle,
  IconHome,
  IconInbox,
  IconMessageChatbot,
  IconPlug,
  IconShieldCheck,
  IconTerminal2,
  IconWallet,
  type TablerIcon,
} from "@tabler/icons-react";

export interface Place {
  to: "/" | "/inbox" | "/conversations" | "/content" | "/connections" | "/developers" | "/wallet" | "/trust";
  /** Addresses that belong to this place besides its own. */
  also?: readonly string[];
  label: string;
  icon: TablerIcon;
  /** Pressed after G. */
  key: string;
}

/** The eight places of the app, in the order a day uses them. */
export const places: Place[] = [
  { to: "/", also: ["/approvals"], label: "Home", icon: IconHome, key: "h" },
  { to: "/inbox", label: "Inbox", icon: IconInbox, key: "i" },
  { to: "/conversations", also: ["/agents", "/runs"], label: "Agents", icon: IconMessageChatbot, key: "a" },
  { to: "/content", label: "Content", icon: IconArticle, key: "c" },
  { to: "/connections", label: "Connections", icon: IconPlug, key: "n" },
  { to: "/developers", label: "Developers", icon: IconTerminal2, key: "d" },
  { to: "/wallet", label: "Wallet", icon: IconWallet, key: "w" },
  { to: "/trust", label: "Trust", icon: IconShieldCheck, key: "t" },
];

export function isInPlace({ to, also }: Place, pathname: string): boolean {
  const isUnder = (root: string) => pathname === root || pathname.startsWith(`${root}/`);
  return (to === "/" ? pathname === "/" : isUnder(to)) || (also?.some(isUnder) ?? false);
}
