import { Grid, Select, TextInput } from "@mantine/core";
import type { DeliveryFilter } from "./queries.ts";
import { channels, states, stateWords } from "./states.ts";
import { useTargetNames } from "./use-target-names.ts";

interface DeliveryFiltersProps {
  filter: DeliveryFilter;
  onChange: (filter: DeliveryFilter) => void;
}

/** By what left, how it went, when, where to and to whom. Not in the address: a recipient is nobody else's to see there. */
export function DeliveryFilters({ filter, onChange }: DeliveryFiltersProps) {
  const { names } = useTargetNames();
  const set = (change: Partial<Record<keyof DeliveryFilter, string | null>>) =>
    onChange(
      Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)) as DeliveryFilter,
    );
  const choices = [
    {
      name: "kind",
      label: "Kind",
      data: channels.map(({ words, kinds }) => ({ value: kinds.join(","), label: words })),
    },
    { name: "state", label: "State", data: states.map((value) => ({ value, label: stateWords[value] })) },
    { name: "target", label: "Endpoint", data: [...names].map(([value, label]) => ({ value, label })) },
  ] as const;
  return (
    <Grid gap="xs" maw={720}>
      {choices.map(({ name, label, data }) => (
        <Grid.Col key={name} span={{ base: 6, sm: 4 }}>
          <Select
            label={label}
            size="xs"
            placeholder="Any"
            clearable
            clearButtonProps={{ "aria-label": `Clear ${label.toLowerCase()}` }}
            data={data}
            value={filter[name] ?? null}
            onChange={(value) => set({ [name]: value })}
          />
        </Grid.Col>
      ))}
      <Recipient
        key={filter.recipient ?? ""}
        recipient={filter.recipient}
        onChange={(recipient) => set({ recipient })}
      />
      {(["from", "to"] as const).map((name) => (
        <Grid.Col key={name} span={{ base: 6, sm: 4 }}>
          <TextInput
            type="date"
            label={name === "from" ? "From" : "To"}
            size="xs"
            value={filter[name] ?? ""}
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        </Grid.Col>
      ))}
    </Grid>
  );
}

type Asked = { recipient: string | undefined; onChange: (recipient: string) => void };

/** Looked for once it is whole: when the field is left, or at the return key. */
function Recipient({ recipient, onChange }: Asked) {
  return (
    <Grid.Col span={{ base: 6, sm: 4 }}>
      <TextInput
        label="Recipient"
        placeholder="Whole: ada@example.com"
        size="xs"
        defaultValue={recipient ?? ""}
        onBlur={(event) => onChange(event.currentTarget.value.trim())}
        onKeyDown={(event) => event.key === "Enter" && onChange(event.currentTarget.value.trim())}
      />
    </Grid.Col>
  );
}
