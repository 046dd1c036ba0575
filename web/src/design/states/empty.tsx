import { Group, Stack, Text, Title } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface EmptyProps {
  icon: TablerIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: says what this place is for and what to do first. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <Stack align="center" gap={6} py={56} px="md" ta="center">
      <Icon size={30} stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
      <Title order={2} mt={4}>
        {title}
      </Title>
      <Text fz="sm" c="dimmed" maw={460} component="div">
        {children}
      </Text>
      {action && <Group mt={10}>{action}</Group>}
    </Stack>
  );
}
