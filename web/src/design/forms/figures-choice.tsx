import { NativeSelect } from "@mantine/core";

const periods = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `Last ${days} days` }));

interface FiguresChoiceProps<By extends string> {
  choices: readonly { value: By; label: string }[];
  by: By;
  /** Up to now. */
  days: number;
  onChange: (chosen: { by: By; days: number }) => void;
}

/** By what figures are summed up, and over which time. */
export function FiguresChoice<By extends string>({ choices, by, days, onChange }: FiguresChoiceProps<By>) {
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label="Group by"
        data={[...choices]}
        value={by}
        onChange={({ currentTarget: { value } }) =>
          onChange({ by: choices.find((one) => one.value === value)?.value ?? by, days })
        }
      />
      <NativeSelect
        size="xs"
        aria-label="Period"
        data={periods}
        value={String(days)}
        onChange={({ currentTarget: { value } }) => onChange({ by, days: Number(value) })}
      />
    </>
  );
}
