import { Badge } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";

export function SandboxBadge() {
  return (
    <Badge color="yellow" leftSection={<IconFlask size={12} aria-hidden />}>
      Sandbox: no AI was called
    </Badge>
  );
}
