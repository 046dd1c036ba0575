import { Button, Card, List, Text, Title } from "@mantine/core";
import type { StartingPoint } from "./queries.ts";

interface StartingPointCardProps {
  point: StartingPoint;
  isBusy: boolean;
  isDisabled: boolean;
  onChoose: () => void;
}

/** What it does, and what somebody has to give it, in the words under which that is allowed. */
export function StartingPointCard({ point, isBusy, isDisabled, onChoose }: StartingPointCardProps) {
  const { title, says, needs } = point;
  return (
    <Card component="article" aria-label={title} style={{ display: "flex", flexDirection: "column" }}>
      <Title order={3} fz={14}>
        {title}
      </Title>
      <Text fz="sm" c="dimmed" mt={4}>
        {says}
      </Text>
      <Text fz="xs" fw={600} mt={10}>
        {needs.length === 0 ? "It needs nothing else." : "It needs"}
      </Text>
      {needs.length > 0 && (
        <List fz="xs" c="dimmed" mt={2}>
          {needs.map((need) => (
            <List.Item key={need.kind}>
              {need.says}
              {!need.is_offered && " (not registered on this deployment yet)"}
            </List.Item>
          ))}
        </List>
      )}
      <Button
        mt="auto"
        w="fit-content"
        size="xs"
        style={{ top: 12, marginBottom: 12 }}
        loading={isBusy}
        disabled={isDisabled && !isBusy}
        onClick={onChoose}
        aria-label={`Start with ${title}`}
      >
        Start with this
      </Button>
    </Card>
  );
}
