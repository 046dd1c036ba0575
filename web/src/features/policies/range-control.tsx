import { Button, Group, MultiSelect, NumberInput, Popover, Stack, Switch, TagsInput, Text } from "@mantine/core";
import { useState } from "react";
import { describeRange } from "./describe-value.ts";
import type { Draft, Parameter, PolicyRange } from "./queries.ts";

interface RangeControlProps {
  parameter: Parameter;
  draft: Draft;
  onChange: (range: PolicyRange | null) => void;
}

/** What a level leaves to those below it, behind a button: few will change it. */
export function RangeControl({ parameter, draft, onChange }: RangeControlProps) {
  const [isOpen, setOpen] = useState(false);
  const given = draft.ranges[parameter.name];
  const range = given === undefined ? (parameter.own_range ?? parameter.inherited) : (given ?? parameter.inherited);
  return (
    <Popover opened={isOpen} onChange={setOpen} withinPortal trapFocus width={300} position="bottom-end">
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(!isOpen)}>
          {given === undefined ? "Range" : "Range changed"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text fz="sm">
            What is left to those below. Above leaves {describeRange(parameter, parameter.inherited)}; it can only be
            narrowed.
          </Text>
          <RangeFields parameter={parameter} range={range} onChange={onChange} />
          <Group justify="space-between">
            <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
              Leave all
            </Button>
            <Button size="compact-sm" onClick={() => setOpen(false)}>
              Done
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface RangeFieldsProps {
  parameter: Parameter;
  range: PolicyRange;
  onChange: (range: PolicyRange) => void;
}

function RangeFields({ parameter: { inherited }, range, onChange }: RangeFieldsProps) {
  if ("min" in range && "min" in inherited) {
    const bounds = { min: inherited.min, max: inherited.max, allowDecimal: false } as const;
    return (
      <Group grow>
        {(["min", "max"] as const).map((end) => (
          <NumberInput
            key={end}
            label={end === "min" ? "From" : "To"}
            value={range[end]}
            {...bounds}
            onChange={(value) => typeof value === "number" && onChange({ ...range, [end]: value })}
          />
        ))}
      </Group>
    );
  }
  if ("options" in range && "options" in inherited)
    return (
      <MultiSelect
        label="Options"
        data={inherited.options}
        value={range.options}
        onChange={(options) => options.length > 0 && onChange({ options })}
        comboboxProps={{ withinPortal: false }}
      />
    );
  return "within" in range ? <WithinField within={range.within} onChange={onChange} /> : null;
}

function WithinField({ within, onChange }: { within: "any" | string[]; onChange: (range: PolicyRange) => void }) {
  return (
    <>
      <Switch
        label="Anything"
        checked={within === "any"}
        onChange={(event) => onChange({ within: event.currentTarget.checked ? "any" : [] })}
      />
      {within !== "any" && (
        <TagsInput label="At the most" value={within} onChange={(members) => onChange({ within: members })} />
      )}
    </>
  );
}
