import { Group, Kbd, Modal, SimpleGrid, Text } from "@mantine/core";
import { modKey } from "../../design/mod-key.ts";
import { places } from "../places.ts";

const everywhere: [string, string[]][] = [
  ["Search or run a command", [`${modKey}K`]],
  ["This list", ["?"]],
  ["Fold or unfold the sidebar", [`${modKey}B`]],
  ["Light or dark theme", [`${modKey}J`]],
  ["Settings", ["G", "S"]],
];

const conversation: [string, string[]][] = [
  ["New conversation", [`${modKey}⇧O`]],
  ["Send", ["↵"]],
  ["New line", ["⇧↵"]],
  ["Write the last message again", ["↑"]],
  ["Stop the answer", ["Esc"]],
  ["Go to the message field", ["⇧Esc"]],
];

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const going = places.map(({ label, key }): [string, string[]] => [label, ["G", key.toUpperCase()]]);
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size="xl">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xl">
        <List title="Anywhere" rows={everywhere} />
        <List title="Go to" rows={going} />
        <List title="In a conversation" rows={conversation} />
      </SimpleGrid>
    </Modal>
  );
}

function List({ title, rows }: { title: string; rows: [string, string[]][] }) {
  return (
    <section aria-label={title}>
      <Text component="h3" fz="sm" fw={600} m={0} mb={8}>
        {title}
      </Text>
      {rows.map(([label, keys]) => (
        <Group key={label} justify="space-between" wrap="nowrap" py={4}>
          <Text fz="sm">{label}</Text>
          <Group gap={3} wrap="nowrap">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </section>
  );
}
