import { Card, Group, Text, Title } from "@mantine/core";
import { Children, type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  danger?: boolean;
  children?: ReactNode;
}

/** One titled card of a page. */
export function Section({ title, description, action, danger, children }: SectionProps) {
  const id = useId();
  const border = danger ? { borderColor: "color-mix(in srgb, var(--bad) 45%, var(--line))" } : {};
  return (
    <Card component="section" aria-labelledby={id} style={border}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: "1 1 260px", minWidth: 0 }}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description && (
            <Text fz="sm" c="dimmed" mt={2} maw={620}>
              {description}
            </Text>
          )}
        </div>
        {action}
      </Group>
      {Children.toArray(children).length > 0 && <div style={{ marginTop: 14 }}>{children}</div>}
    </Card>
  );
}
