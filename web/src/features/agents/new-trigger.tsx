import { Button, Group, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { Section } from "../../design/section.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { beginningEvents, createTrigger } from "./trigger-queries.ts";

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function NewTrigger({ agentId }: { agentId: string }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<"schedule" | "event">("schedule");
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: {
      text: "",
      cron: "0 9 * * MON-FRI",
      time_zone: ownZone(),
      event_type: "contact.created",
    },
    validate: { text: (text: string) => (text.trim() ? null : "Say what the agent is to do.") },
  });
  const send = submit(async ({ text, cron, time_zone, event_type }) => {
    const when = kind === "schedule" ? { cron, time_zone } : { event_type };
    await createTrigger({ agent_id: agentId, kind, text, ...when });
    await client.invalidateQueries({ queryKey: ["agent-triggers", agentId] });
    form.setFieldValue("text", "");
    tell("It runs by itself from now on.");
  });
  return (
    <Section
      title="Have it run by itself"
      description="Within this agent's limits. A time that was missed is made up for once."
    >
      <form onSubmit={send} noValidate>
        <Stack>
          <SegmentedControl
            aria-label="What begins it"
            value={kind}
            onChange={(value) => setKind(value === "event" ? "event" : "schedule")}
            data={[
              { value: "schedule", label: "At times" },
              { value: "event", label: "When something happens" },
            ]}
          />
          {kind === "schedule" ? (
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
          ) : (
            <Select
              label="What has to happen"
              description="The agent is told which, and ids; no names and no words."
              allowDeselect={false}
              data={[...beginningEvents]}
              key={form.key("event_type")}
              {...form.getInputProps("event_type")}
            />
          )}
          <Textarea
            label="What it is asked each time"
            autosize
            minRows={2}
            maxLength={20_000}
            key={form.key("text")}
            {...form.getInputProps("text")}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" loading={isBusy}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
