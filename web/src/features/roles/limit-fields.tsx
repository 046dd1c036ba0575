import { Checkbox, Group, NumberInput, Select, Stack, TagsInput } from "@mantine/core";
import { browserTimeZone, timeZones } from "../users/locales.ts";
import { toCredits, toMicroCredits } from "../wallet/format-credits.ts";
import type { Limits } from "./limits.ts";

interface LimitFieldsProps {
  value: Limits;
  onChange: (limits: Limits) => void;
}

const office = { from: 8, to: 18, time_zone: browserTimeZone };

/** When a role counts: hours, countries, an amount. All that are set must be met. */
export function LimitFields({ value, onChange }: LimitFieldsProps) {
  const { hours, countries, amountMost } = value;
  return (
    <Stack gap="sm">
      <Checkbox
        label="Only at certain hours"
        checked={hours !== undefined}
        onChange={(event) => onChange({ ...value, hours: event.currentTarget.checked ? office : undefined })}
      />
      {hours && <HourFields value={hours} onChange={(changed) => onChange({ ...value, hours: changed })} />}
      <TagsInput
        label="Only from these countries"
        description="Two-letter codes, such as JP. None for everywhere."
        value={countries}
        onChange={(typed) => onChange({ ...value, countries: readCodes(typed) })}
      />
      <NumberInput
        label="Only up to so many credits"
        description="What states no amount is then not allowed. Empty for no limit."
        min={0}
        decimalScale={6}
        value={amountMost === undefined ? "" : toCredits(amountMost)}
        onChange={(typed) =>
          onChange({ ...value, amountMost: typed === "" ? undefined : toMicroCredits(Number(typed)) })
        }
      />
    </Stack>
  );
}

const readCodes = (typed: readonly string[]) => [
  ...new Set(typed.map((code) => code.trim().toUpperCase()).filter((code) => /^[A-Z]{2}$/.test(code))),
];

type Hours = NonNullable<Limits["hours"]>;

function HourFields({ value, onChange }: { value: Hours; onChange: (hours: Hours) => void }) {
  const field = (name: "from" | "to", label: string) => (
    <NumberInput
      label={label}
      w={90}
      min={0}
      max={24}
      allowDecimal={false}
      clampBehavior="strict"
      value={value[name]}
      onChange={(typed) => onChange({ ...value, [name]: Number(typed) })}
    />
  );
  return (
    <Group align="end" gap="xs">
      {field("from", "From hour")}
      {field("to", "to hour")}
      <Select
        label="Time zone"
        flex={1}
        miw={180}
        searchable
        allowDeselect={false}
        data={timeZones.includes(value.time_zone) ? timeZones : [value.time_zone, ...timeZones]}
        value={value.time_zone}
        onChange={(time_zone) => time_zone && onChange({ ...value, time_zone })}
      />
    </Group>
  );
}
