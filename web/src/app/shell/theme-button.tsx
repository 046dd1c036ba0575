import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useTheme } from "../../features/users/use-theme.ts";

export function ThemeButton() {
  const { isDark, flip } = useTheme();
  const label = isDark ? "Use light theme" : "Use dark theme";
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={flip}>
        {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
