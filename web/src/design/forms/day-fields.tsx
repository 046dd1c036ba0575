import { TextInput } from "@mantine/core";

/** Days as `YYYY-MM-DD`; undefined for no bound. */
type Days = { from?: string | undefined; to?: string | undefined };

/** The days between which a list is shown, both included. */
export function DayFields({ days: { from, to }, onChange }: { days: Days; onChange: (changed: Days) => void }) {
  const look = { type: "date", size: "xs", flex: "1 1 130px" } as const;
  return (
    <>
      <TextInput
        label="From"
        {...look}
        value={from ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ from: value || undefined })}
      />
      <TextInput
        label="To"
        {...look}
        value={to ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ to: value || undefined })}
      />
    </>
  );
}
