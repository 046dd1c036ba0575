import { ColorInput, NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { WidgetValues } from "./widget-values.ts";

const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
];

interface FieldsProps {
  form: UseFormReturnType<WidgetValues>;
}

/** How the window looks, and where it is shown. */
export function LookFields({ form, agents }: FieldsProps & { agents: { value: string; label: string }[] }) {
  const field = form.getInputProps;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label="Name" {...field("name")} />
        <Select label="Agent that answers" data={agents} allowDeselect={false} {...field("agent_id")} />
        <TextInput label="Title visitors see" description="Empty: the agent's name." {...field("title")} />
        <Select label="Language" data={languages} allowDeselect={false} {...field("language")} />
      </SimpleGrid>
      <Textarea
        label="Sites it may be on"
        description="One origin a line, such as https://shop.example. Browsers show it nowhere else."
        autosize
        minRows={2}
        {...field("origins")}
      />
      <Textarea label="Greeting" autosize maxLength={500} {...field("greeting")} />
      <ColorInput label="Colour" format="hex" withEyeDropper={false} {...field("color")} />
    </>
  );
}

/** What visitors are told, and whom they can turn to. */
export function NoticeFields({ form }: FieldsProps) {
  const field = form.getInputProps;
  return (
    <>
      <Textarea
        label="What visitors agree to besides"
        description="They are always told that an AI answers, who reads it and how long it is kept."
        autosize
        maxLength={2000}
        {...field("notice")}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Privacy policy"
          description="Empty: your organization's page here."
          placeholder="https://"
          {...field("privacy_url")}
        />
        <TextInput
          label="Where a person is reached"
          description="https or mailto; empty: nowhere."
          {...field("person_url")}
        />
      </SimpleGrid>
    </>
  );
}

const numbers = [
  { name: "visitor_daily", label: "Messages of one visitor a day", max: 1000 },
  { name: "network_daily", label: "Messages from one network a day", max: 10_000 },
  { name: "widget_daily", label: "Messages of all visitors a day", max: 100_000 },
  { name: "keep_days", label: "Days until an absent visitor is erased", max: 365 },
] as const;

/** How much of it there is, and what it may use. */
export function LimitFields({ form }: FieldsProps) {
  const field = form.getInputProps;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {numbers.map(({ name, label, max }) => (
          <NumberInput key={name} label={label} min={1} max={max} allowDecimal={false} {...field(name)} />
        ))}
        <NumberInput label="Credits for answers a day" min={0} {...field("budget_micros")} />
      </SimpleGrid>
      <Textarea
        label="Tools visitors' questions may use"
        description="By name, one a line, of those the agent has. Those that only compute or search its knowledge need not be named; connected accounts are never used."
        autosize
        {...field("tools")}
      />
    </>
  );
}
