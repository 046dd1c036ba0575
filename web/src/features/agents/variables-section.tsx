import { Button, Checkbox, Group, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import type { Agent, AgentSettings } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

type Variable = AgentSettings["variables"][number];
type Written = Variable & { key: string };

const types: readonly { value: Variable["type"]; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "A number" },
  { value: "yes_no", label: "Yes or no" },
  { value: "choice", label: "One of" },
];

const withKey = (variable: Variable): Written => ({ ...variable, key: crypto.randomUUID() });

const toVariable = ({ name, value, type, required, choices, description }: Written): Variable => ({
  name,
  value,
  type,
  required,
  ...(choices && { choices }),
  ...(description && { description }),
});

/** What a run may bring, and has to. */
export function VariablesSection({ agent }: { agent: Agent }) {
  const { settings, save, error, isBusy } = useSettings(agent);
  const [variables, setVariables] = useState(() => settings.variables.map(withKey));
  const change = (key: string, changed: Partial<Variable>) =>
    setVariables(variables.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const add = () => setVariables([...variables, withKey({ name: "", value: "", type: "text", required: false })]);
  return (
    <Section
      title="Variables"
      description="A run that brings no value takes the one written here. Where a value is required, nothing begins without one: a run, a conversation or a trigger brings it."
    >
      <Stack>
        {variables.map((one) => (
          <Group key={one.key} align="end" gap="xs">
            <TextInput
              label="Name"
              placeholder="customer"
              value={one.name}
              onChange={({ currentTarget: { value } }) => change(one.key, { name: value })}
            />
            <Select
              label="Kind"
              allowDeselect={false}
              data={types}
              value={one.type}
              onChange={(type) => type && change(one.key, { type })}
            />
            {one.type === "choice" && (
              <TagsInput
                label="Choices"
                value={one.choices ?? []}
                onChange={(choices) => change(one.key, { choices })}
              />
            )}
            <TextInput
              label="What it is"
              placeholder="Whom it serves"
              maxLength={300}
              value={one.description ?? ""}
              onChange={({ currentTarget: { value } }) => change(one.key, { description: value })}
            />
            <TextInput
              label="Otherwise"
              value={one.value}
              disabled={one.required}
              onChange={({ currentTarget: { value } }) => change(one.key, { value })}
            />
            <Checkbox
              label="Required"
              mb={8}
              checked={one.required}
              onChange={({ currentTarget: { checked } }) => change(one.key, { required: checked })}
            />
            <Button
              variant="default"
              onClick={() => setVariables(variables.filter(({ key }) => key !== one.key))}
              aria-label={`Remove ${one.name}`}
            >
              Remove
            </Button>
          </Group>
        ))}
        {error !== null && <ErrorNotice error={error} />}
        <Group gap="xs">
          <Button variant="default" onClick={add} disabled={variables.length >= 50}>
            Add a variable
          </Button>
          <Button onClick={() => void save({ variables: variables.map(toVariable) })} loading={isBusy}>
            Save variables
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
