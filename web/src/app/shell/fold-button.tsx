import { ActionIcon, Tooltip } from "@mantine/core";
import { IconLayoutSidebar } from "@tabler/icons-react";
import type { SidebarWidth } from "./use-sidebar-width.ts";

export function FoldButton({ sidebar }: { sidebar: SidebarWidth }) {
  const label = sidebar.isFolded ? "Unfold sidebar" : "Fold sidebar";
  return (
    <Tooltip label={label}>
      <ActionIcon visibleFrom="sm" aria-label={label} onClick={sidebar.toggle}>
        <IconLayoutSidebar size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
