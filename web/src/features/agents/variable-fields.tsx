import { Select, TextInput } from "@mantine/core";
import type { AgentSettings } from "./queries.ts";

type Variable = AgentSettings["variables"][number];
type Values = Record<string, string>;

interface Fields {
  variables: readonly Variable[];
  values: Values;
  disabled?: boolean;
  onChange(values: Values): void;
}

/** What an agent is told besides, each value of its kind; one that is left empty is the agent's own. */
export function VariableFields({ variables, values, disabled = false, onChange }: Fields) {
  return variables.map((variable) => (
    <VariableField
      key={variable.name}
      variable={variable}
      value={values[variable.name] ?? ""}
      disabled={disabled}
      onChange={(value) => onChange({ ...values, [variable.name]: value })}
    />
  ));
}

interface Field {
  variable: Variable;
  value: string;
  disabled: boolean;
  onChange(value: string): void;
}

function VariableField({ variable, value, disabled, onChange }: Field) {
  const { name, type, description, required, value: otherwise } = variable;
  const shown = { label: name, description, required, disabled, placeholder: otherwise };
  const choices = choicesOf(variable);
  if (choices)
    return (
      <Select {...shown} data={choices} value={value || null} clearable onChange={(chosen) => onChange(chosen ?? "")} />
    );
  return (
    <TextInput
      {...shown}
      maxLength={2000}
      inputMode={type === "number" ? "decimal" : "text"}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function choicesOf({ type, choices = [] }: Variable) {
  if (type === "yes_no")
    return [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ];
  return type === "choice" ? [...new Set(choices)] : undefined;
}

/** Those that somebody gave. */
export const givenOf = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));

export const isToldEnough = (variables: readonly Variable[], values: Values): boolean =>
  variables.every(({ name, required }) => !required || (values[name] ?? "").trim() !== "");
