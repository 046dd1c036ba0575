import { ActionIcon, Button, Collapse, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import type { OfferedTool, SaidBefore } from "./queries.ts";

type Said = { key: number; role: "user" | "assistant" | "tool"; content: string };
/** What stands around the newest message: what was said before, and what tools the model is offered, as JSON. */
export type Around = { said: readonly Said[]; tools: string };
export const noAround: Around = { said: [], tools: "" };

const roles = [
  { value: "user", label: "Somebody wrote" },
  { value: "assistant", label: "The model answered" },
  { value: "tool", label: "A tool returned" },
];

/** @throws SyntaxError where the tools are no JSON */
export function readAround({ said, tools }: Around): { messages: SaidBefore[]; tools: OfferedTool[] } {
  const messages = said.map(({ role, content }, at): SaidBefore => {
    return role === "tool" ? { role, tool_call_id: `call_${at}`, content } : { role, content };
  });
  const given: unknown = tools.trim() === "" ? [] : JSON.parse(tools);
  return { messages, tools: (Array.isArray(given) ? given : [given]) as OfferedTool[] };
}

export const toolsProblem = (tools: string): string | undefined => {
  try {
    readAround({ said: [], tools });
    return undefined;
  } catch {
    return 'This is no JSON. A tool is {"name": …, "description": …, "parameters": {…}}, several are a list of these.';
  }
};

export function AroundFields({ around, onChange }: { around: Around; onChange: (around: Around) => void }) {
  const [isOpen, open] = useDisclosure();
  const { said, tools } = around;
  const change = (key: number, to: Partial<Said>) =>
    onChange({ ...around, said: said.map((one) => (one.key === key ? { ...one, ...to } : one)) });
  const add = () =>
    onChange({ ...around, said: [...said, { key: (said.at(-1)?.key ?? 0) + 1, role: "user", content: "" }] });
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={open.toggle}>
        {said.length === 0 && tools === "" ? "Add what was said before, and tools" : "What was said before, and tools"}
      </Button>
      <Collapse expanded={isOpen}>
        <Stack mt="xs">
          {said.map(({ key, role, content }, at) => (
            <Group key={key} gap="xs" align="flex-start" wrap="nowrap">
              <Stack gap={6} style={{ flex: 1, minWidth: 0 }}>
                <NativeSelect
                  size="xs"
                  aria-label={`Who said message ${at + 1}`}
                  data={roles}
                  value={role}
                  onChange={({ currentTarget }) => change(key, { role: currentTarget.value as Said["role"] })}
                />
                <Textarea
                  aria-label={`Message ${at + 1}`}
                  autosize
                  minRows={2}
                  maxRows={8}
                  maxLength={200_000}
                  value={content}
                  onChange={({ currentTarget }) => change(key, { content: currentTarget.value })}
                />
              </Stack>
              <ActionIcon
                variant="subtle"
                aria-label={`Remove message ${at + 1}`}
                onClick={() => onChange({ ...around, said: said.filter((one) => one.key !== key) })}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Group>
            <Button size="compact-sm" variant="default" onClick={add}>
              Add a message
            </Button>
          </Group>
          <Textarea
            label="Tools"
            description="What the model is offered, as JSON."
            placeholder='{"name": "find_orders", "parameters": {"type": "object"}}'
            className="mono"
            autosize
            minRows={2}
            maxRows={10}
            error={toolsProblem(tools)}
            value={tools}
            onChange={({ currentTarget }) => onChange({ ...around, tools: currentTarget.value })}
          />
        </Stack>
      </Collapse>
    </div>
  );
}
