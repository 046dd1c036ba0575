import { Badge, Group, Select, Switch, Text, Textarea } from "@mantine/core";
import { useId } from "react";
import type { AgentTool, ToolChoice } from "./queries.ts";

interface ToolRowProps {
  tool: AgentTool;
  choice: ToolChoice | undefined;
  onChange: (choice: ToolChoice | undefined) => void;
}

const approvals = [
  { value: "usual", label: "As the tool says" },
  { value: "always", label: "Ask each time" },
  { value: "never", label: "Never ask" },
  { value: "rule", label: "Ask the first time in a run" },
];
const outsides = [
  { value: "narrow", label: "Ask where it reaches somebody new" },
  { value: "refuse", label: "Do not use it" },
];
/** Tools that go to addresses take them one a line; others the agents that they are about. */
const lists: Record<string, { field: "allow" | "agents"; label: string }> = {
  read_url: { field: "allow", label: "Addresses it may read, one a line; all below them is allowed as well" },
  send_request: { field: "allow", label: "Addresses it may send to, one a line; all below them is allowed as well" },
  hand_off: { field: "agents", label: "Agents that may take over, by id or by name in small letters, one a line" },
  ask_agent: { field: "agents", label: "Agents it may ask, by id or by name in small letters, one a line" },
};

export function ToolRow({ tool, choice, onChange }: ToolRowProps) {
  const id = useId();
  const list = lists[tool.name];
  const usual = { name: tool.name, approval: "usual", when_untrusted: "narrow", settings: {} } as const;
  const set = (changed: Partial<ToolChoice>) => choice && onChange({ ...choice, ...changed });
  return (
    <div style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div id={id} style={{ minWidth: 0 }}>
          <Text fz="sm" fw={600}>
            {tool.title} {tool.effect === "writes" && <Badge color="yellow">changes something</Badge>}
          </Text>
          <Text fz="sm" c="dimmed">
            It {tool.says}.
          </Text>
        </div>
        <Switch
          aria-labelledby={id}
          checked={choice !== undefined}
          onChange={({ currentTarget: { checked } }) => onChange(checked ? usual : undefined)}
        />
      </Group>
      {choice && (
        <Group gap="sm" mt="xs" align="flex-end">
          <Select
            size="xs"
            label="Before it is used"
            data={approvals}
            value={choice.approval}
            allowDeselect={false}
            onChange={(value) => {
              const approval = (value ?? "usual") as ToolChoice["approval"];
              set({ approval, ...(approval === "rule" && { rule: { first_use: true } }) });
            }}
          />
          {tool.effect !== "none" && (
            <Select
              size="xs"
              label="With something from outside in context"
              data={outsides}
              value={choice.when_untrusted}
              allowDeselect={false}
              onChange={(value) => set({ when_untrusted: (value ?? "narrow") as ToolChoice["when_untrusted"] })}
            />
          )}
        </Group>
      )}
      {choice && list && (
        <Textarea
          size="xs"
          mt="xs"
          label={list.label}
          autosize
          minRows={2}
          defaultValue={readLines(choice.settings[list.field]).join("\n")}
          onBlur={({ currentTarget: { value } }) =>
            set({ settings: { ...choice.settings, [list.field]: value.split("\n").map(trim).filter(Boolean) } })
          }
        />
      )}
    </div>
  );
}

const trim = (line: string) => line.trim();
const readLines = (given: unknown): string[] =>
  Array.isArray(given) ? given.filter((one): one is string => typeof one === "string") : [];
