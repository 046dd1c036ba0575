import { NumberInput, Select, Switch, TagsInput } from "@mantine/core";
import type { Parameter, PolicyValue } from "./queries.ts";

interface ParameterControlProps {
  parameter: Parameter;
  value: PolicyValue;
  isLocked: boolean;
  onChange: (value: PolicyValue) => void;
}

/** What one chooses a value with; it offers only what the levels above leave. */
export function ParameterControl(props: ParameterControlProps) {
  const { kind } = props.parameter;
  if (kind === "number") return <NumberControl {...props} />;
  return kind === "choice" ? <ChoiceControl {...props} /> : <SetControl {...props} />;
}

function NumberControl({ parameter, value, isLocked, onChange }: ParameterControlProps) {
  const { inherited, unit } = parameter;
  const bounds = "min" in inherited ? inherited : {};
  return (
    <NumberInput
      aria-label={parameter.name}
      value={value as number}
      {...bounds}
      allowDecimal={false}
      clampBehavior="strict"
      suffix={unit ? ` ${unit}` : ""}
      disabled={isLocked}
      onChange={(given) => typeof given === "number" && onChange(given)}
      w={150}
    />
  );
}

function ChoiceControl({ parameter, value, isLocked, onChange }: ParameterControlProps) {
  const { inherited } = parameter;
  const options = "options" in inherited ? inherited.options : [];
  return (
    <Select
      aria-label={parameter.name}
      data={options.map((option) => ({ value: option, label: option.replaceAll("_", " ") }))}
      value={value as string}
      allowDeselect={false}
      disabled={isLocked || options.length < 2}
      onChange={(given) => given && onChange(given)}
      w={190}
    />
  );
}

function SetControl({ parameter, value, isLocked, onChange }: ParameterControlProps) {
  const { inherited } = parameter;
  const within = "within" in inherited ? inherited.within : "any";
  const isAny = value === "any";
  return (
    <div style={{ width: 260, maxWidth: "100%" }}>
      {within === "any" && (
        <Switch
          label="Any"
          checked={isAny}
          disabled={isLocked}
          mb={isAny ? 0 : 6}
          onChange={(event) => onChange(event.currentTarget.checked ? "any" : [])}
        />
      )}
      {!isAny && (
        <TagsInput
          aria-label={parameter.name}
          placeholder={within === "any" ? "Add" : "Choose"}
          data={within === "any" ? [] : [...within]}
          value={Array.isArray(value) ? value : []}
          disabled={isLocked}
          onChange={onChange}
          clearable
        />
      )}
    </div>
  );
}
