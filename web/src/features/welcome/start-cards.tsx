import { Badge, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import "./start-cards.css";
import { type Start, starts } from "./starts.ts";

/** The five cards. A job that is not built yet says so and is not a link. */
export function StartCards({ workspaceId }: { workspaceId: string | undefined }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {starts.map((start) =>
        start.isLive ? (
          <Link
            key={start.title}
            to="/conversations"
            search={workspaceId ? { workspace: workspaceId } : {}}
            className="start-card focusable"
            data-live
          >
            <CardBody start={start} />
          </Link>
        ) : (
          <div key={start.title} className="start-card">
            <CardBody start={start} />
          </div>
        ),
      )}
    </SimpleGrid>
  );
}

function CardBody({ start: { title, text, icon: Icon, isLive } }: { start: Start }) {
  return (
    <>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Icon size={20} stroke={1.5} aria-hidden />
        {isLive ? <IconArrowRight size={16} aria-hidden /> : <Badge color="gray">Not built yet</Badge>}
      </Group>
      <Title order={2} fz={14}>
        {title}
      </Title>
      <Text fz="sm" c="dimmed">
        {text}
      </Text>
    </>
  );
}
