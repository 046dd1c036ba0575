import { Group, Kbd } from "@mantine/core";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import { IconSearch } from "@tabler/icons-react";
import { useEffect } from "react";
import "./palette.css";
import { useCommands } from "./use-commands.tsx";

const [store, spotlight] = createSpotlight();

export function Palette({ onClose }: { onClose: () => void }) {
  const groups = useCommands();
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight
      store={store}
      attributes={{ content: { "aria-label": "Search or run a command" } }}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={440}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      highlightQuery
      radius="lg"
      searchProps={{
        placeholder: "Search or run a command…",
        "aria-label": "Search or run a command",
        leftSection: <IconSearch size={18} />,
      }}
      nothingFound="Nothing matches. Try “agent”, “export” or “theme”."
      actions={groups.map(({ group, commands }) => ({
        group,
        actions: commands.map(({ id, label, keywords, icon: Icon, keys, run }) => ({
          id,
          label,
          keywords: keywords ?? [],
          leftSection: <Icon size={17} stroke={1.6} />,
          rightSection: keys && <Keys keys={keys} />,
          onClick: run,
        })),
      }))}
    />
  );
}

function Keys({ keys }: { keys: string[] }) {
  return (
    <Group gap={3} wrap="nowrap">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Group>
  );
}
