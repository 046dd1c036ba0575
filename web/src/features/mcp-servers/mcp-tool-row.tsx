import { Badge, Button, Collapse, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CodeBlock } from "../../design/text/code-block.tsx";
import type { McpTool } from "./queries.ts";

interface McpToolRowProps {
  tool: McpTool;
  server: string;
  isBusy: boolean;
  onToggle?: () => void;
}

type Told = NonNullable<McpTool["now"]>;

const states = {
  new: ["New", "blue"],
  accepted: ["Agents may have it", "green"],
  changed: ["Changed: not offered", "yellow"],
  gone: ["Gone", "gray"],
  unusable: ["Cannot be used", "gray"],
} as const;
const flaws = {
  name: "Its name is none that a model could be given.",
  same_name: "Another tool of this server has the same name.",
  schema: "What it wants to be told is larger, deeper or stranger than any tool needs.",
};
const actions = { new: "Accept", accepted: "Take back", changed: "Accept what it says now" } as const;

/** What the tool does by the server's own word: nobody here can know. */
function describeEffect({ effect, is_destructive }: Told): string {
  if (effect === "reads") return "Changes nothing, as the server says: used without asking.";
  return is_destructive
    ? "May change or destroy something: waits for a yes each time."
    : "Changes something: waits for a yes each time.";
}

export function McpToolRow({ tool, server, isBusy, onToggle }: McpToolRowProps) {
  const { title, state, now, accepted, flaw } = tool;
  const [isOpen, details] = useDisclosure(state === "changed");
  const [label, color] = states[state];
  const told = now ?? accepted;
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingBlock: 12 }}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ flex: "1 1 240px", minWidth: 0 }}>
          <Text fz="sm" fw={500} className="anywhere">
            {title}
          </Text>
          <Text fz="xs" c="dimmed">
            {flaw ? flaws[flaw] : told && describeEffect(told)}
          </Text>
          {state === "new" && !isOpen && told && (
            <Text fz="sm" className="anywhere" lineClamp={3}>
              “{told.description}”
            </Text>
          )}
        </div>
        <Badge color={color} tt="none">
          {label}
        </Badge>
      </Group>
      <Group gap="xs" mt={6}>
        <Button size="compact-xs" variant="subtle" onClick={details.toggle} aria-expanded={isOpen}>
          {isOpen ? "Hide" : "All it says"}
        </Button>
        {onToggle && state in actions && (
          <Button size="compact-xs" variant="default" disabled={isBusy} onClick={onToggle}>
            {actions[state as keyof typeof actions]}
          </Button>
        )}
      </Group>
      <Collapse expanded={isOpen}>
        {accepted && now && <Change before={accepted} now={now} />}
        {!(accepted && now) && told && <Words told={told} title={`In the words of ${server}`} />}
      </Collapse>
    </div>
  );
}

function Change({ before, now }: { before: Told; now: Told }) {
  const isShown = JSON.stringify(before) !== JSON.stringify(now);
  const hasOthers = JSON.stringify(before.parameters) !== JSON.stringify(now.parameters);
  return (
    <>
      <Words told={before} title="What was accepted" hasParameters={hasOthers} />
      <Words told={now} title="What it says now" />
      {!isShown && (
        <Text fz="xs" c="dimmed">
          They differ in what is not shown: unseen signs, or parts of its schema that Avow does not use.
        </Text>
      )}
    </>
  );
}

function Words({ told, title, hasParameters = true }: { told: Told; title: string; hasParameters?: boolean }) {
  return (
    <div style={{ marginTop: 8 }}>
      <Text fz="xs" fw={600}>
        {title}
      </Text>
      <Text fz="sm" className="anywhere">
        {told.description || "Nothing."}
      </Text>
      <Text fz="xs" c="dimmed">
        {describeEffect(told)}
      </Text>
      {hasParameters && <CodeBlock code={JSON.stringify(told.parameters, null, 1)} language="json" />}
    </div>
  );
}
