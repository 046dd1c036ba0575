import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { checkKinds } from "./evaluation-checks.ts";
import type { AgentSettings } from "../queries.ts";
import { VariableFields } from "../variable-fields.tsx";
import type { EvaluationCheck } from "./evaluation-queries.ts";

export interface WrittenCase {
  key: string;
  name: string;
  text: string;
  /** What the sandbox does in the place of a model. */
  sandbox?: string | undefined;
  variables?: Record<string, string> | undefined;
  checks: { key: string; kind: EvaluationCheck["kind"]; text: string }[];
}

interface Editing {
  one: WrittenCase;
  /** What the draft can be told. */
  variables: AgentSettings["variables"];
  onChange: (changed: WrittenCase) => void;
  onRemove: () => void;
}

/** One question to the agent, and what its answer has to be like. */
export function EvaluationCaseForm({ one, variables, onChange, onRemove }: Editing) {
  const change = (key: string, changed: Partial<WrittenCase["checks"][number]>) =>
    onChange({ ...one, checks: one.checks.map((check) => (check.key === key ? { ...check, ...changed } : check)) });
  const add = () =>
    onChange({ ...one, checks: [...one.checks, { key: crypto.randomUUID(), kind: "contains", text: "" }] });
  return (
    <Stack gap="xs" style={{ borderTop: "1px solid var(--line)", paddingTop: 12 }}>
      <TextInput
        label="Case"
        value={one.name}
        maxLength={120}
        onChange={({ currentTarget: { value } }) => onChange({ ...one, name: value })}
      />
      <Textarea
        label="What the agent is asked"
        autosize
        minRows={2}
        value={one.text}
        onChange={({ currentTarget: { value } }) => onChange({ ...one, text: value })}
      />
      <VariableFields
        variables={variables}
        values={one.variables ?? {}}
        onChange={(values) => onChange({ ...one, variables: values })}
      />
      {one.sandbox !== undefined && (
        <Textarea
          label="What the sandbox does"
          description="It thinks of nothing by itself. Other models are not told this."
          autosize
          minRows={1}
          value={one.sandbox}
          onChange={({ currentTarget: { value } }) => onChange({ ...one, sandbox: value })}
        />
      )}
      {one.checks.map((check) => (
        <Group key={check.key} align="end" gap="xs">
          <Select
            label="Check"
            allowDeselect={false}
            data={checkKinds.map(({ value, label }) => ({ value, label }))}
            value={check.kind}
            onChange={(kind) => kind && change(check.key, { kind })}
          />
          {check.kind !== "refusal" && (
            <Textarea
              label={checkKinds.find(({ value }) => value === check.kind)?.asks}
              autosize
              minRows={1}
              flex={1}
              miw={200}
              value={check.text}
              onChange={({ currentTarget: { value } }) => change(check.key, { text: value })}
            />
          )}
          <Button
            variant="default"
            disabled={one.checks.length === 1}
            onClick={() => onChange({ ...one, checks: one.checks.filter(({ key }) => key !== check.key) })}
          >
            Remove check
          </Button>
        </Group>
      ))}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={add}>
          Add a check
        </Button>
        <Button size="compact-sm" variant="default" onClick={onRemove}>
          Remove case
        </Button>
      </Group>
    </Stack>
  );
}
