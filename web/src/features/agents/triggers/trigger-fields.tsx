import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useProblemForm } from "../../../design/forms/use-problem-form.ts";
import { beginningEvents } from "./trigger-queries.ts";

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const usualHook: { proof: "signature" | "address"; hourly_most: number } = { proof: "signature", hourly_most: 60 };

interface Written {
  text: string;
  cron: string;
  time_zone: string;
  event_type: string;
  proof: "signature" | "address";
  hourly_most: number;
}

/** As somebody writes one anew, or with what one has. */
export function useTriggerForm(has: Partial<Written> = {}) {
  return useProblemForm<Written & Record<string, unknown>>({
    initialValues: {
      text: "",
      cron: "0 9 * * MON-FRI",
      time_zone: ownZone(),
      event_type: "contact.created",
      ...usualHook,
      ...has,
    },
    refusals: { "agent_triggers.time_unknown": "cron" },
    validate: { text: (text: string) => (text.trim() ? null : "Say what the agent is to do.") },
  });
}

interface Fields {
  form: ReturnType<typeof useTriggerForm>["form"];
}

export function TimeFields({ form }: Fields) {
  return (
    <Group grow align="start">
      <TextInput
        label="When"
        description="Minute, hour, day, month, day of the week"
        key={form.key("cron")}
        {...form.getInputProps("cron")}
      />
      <TextInput
        label="Time zone"
        description="Whose clocks count"
        key={form.key("time_zone")}
        {...form.getInputProps("time_zone")}
      />
    </Group>
  );
}

export function EventField({ form }: Fields) {
  return (
    <Select
      label="What has to happen"
      description="The agent is told which, and ids; no names and no words."
      allowDeselect={false}
      data={[...beginningEvents]}
      key={form.key("event_type")}
      {...form.getInputProps("event_type")}
    />
  );
}

export function HookFields({ form }: Fields) {
  return (
    <Group grow align="start">
      <Select
        label="How the sender proves who it is"
        description="Prefer a signature, where the sender can sign."
        allowDeselect={false}
        data={[
          { value: "signature", label: "It signs, by Standard Webhooks" },
          { value: "address", label: "It knows a secret address" },
        ]}
        key={form.key("proof")}
        {...form.getInputProps("proof")}
      />
      <NumberInput
        label="At most within an hour"
        description="More messages are refused."
        min={1}
        max={600}
        allowDecimal={false}
        key={form.key("hourly_most")}
        {...form.getInputProps("hourly_most")}
      />
    </Group>
  );
}
