import { AppShell, CloseButton, Group, ScrollArea, Stack } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { Wordmark } from "../../design/theme/brand.tsx";
import { WorkspaceSwitcher } from "../../features/workspaces/workspace-switcher.tsx";
import { isInPlace, places } from "../places.ts";
import { BrandLine } from "./brand-line.tsx";
import { FoldButton } from "./fold-button.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { SearchButton } from "./search-button.tsx";
import "./sidebar.css";
import { SidebarLink } from "./sidebar-link.tsx";
import { ThemeButton } from "./theme-button.tsx";
import type { SidebarWidth } from "./use-sidebar-width.ts";
import { UserMenu } from "./user-menu.tsx";

interface SidebarProps {
  sidebar: SidebarWidth;
  isPhone: boolean;
  onClose: () => void;
}

export function Sidebar({ sidebar, isPhone, onClose }: SidebarProps) {
  const { pathname } = useLocation();
  const isFolded = sidebar.isFolded && !isPhone;
  return (
    <AppShell.Navbar
      className="sidebar"
      data-folded={isFolded || undefined}
      p={8}
      aria-label="Main"
      zIndex={isPhone ? 300 : 100}
    >
      {isPhone && (
        <Group justify="space-between" mb={8} pl={6}>
          <Wordmark size={24} />
          <CloseButton size="lg" aria-label="Close menu" onClick={onClose} />
        </Group>
      )}
      <WorkspaceSwitcher isFolded={isFolded} />
      <SearchButton isFolded={isFolded} />
      <ScrollArea flex={1} type="never" mt={10}>
        <Stack gap={2}>
          {places.map((place) => (
            <SidebarLink key={place.to} place={place} isActive={isInPlace(place, pathname)} isFolded={isFolded} />
          ))}
        </Stack>
      </ScrollArea>
      {!isPhone && <BrandLine isFolded={isFolded} />}
      <div className="sidebar-foot">
        <UserMenu isFolded={isFolded} />
        <ThemeButton />
        <FoldButton sidebar={sidebar} />
      </div>
      {!isFolded && !isPhone && <ResizeHandle sidebar={sidebar} />}
    </AppShell.Navbar>
  );
}
