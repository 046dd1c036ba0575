import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../../design/states/error-notice.tsx";
import { Section } from "../../../design/page/section.tsx";
import { tell } from "../../../design/states/tell.tsx";
import { HookSecret, type MadeHook } from "./hook-secret.tsx";
import { EventField, HookFields, TimeFields, useTriggerForm } from "./trigger-fields.tsx";
import { variablesQuery } from "../queries.ts";
import { createTrigger, type Trigger } from "./trigger-queries.ts";
import { givenOf, isToldEnough, VariableFields } from "../variable-fields.tsx";

export function NewTrigger({ agentId }: { agentId: string }) {
  const client = useQueryClient();
  const isNarrow = useMediaQuery("(max-width: 30em)");
  const [kind, setKind] = useState<Trigger["kind"]>("schedule");
  const [made, setMade] = useState<MadeHook>();
  const variables = useQuery(variablesQuery(agentId)).data ?? [];
  const [values, setValues] = useState<Record<string, string>>({});
  const { form, error, isBusy, submit } = useTriggerForm();
  const send = submit(async ({ text, cron, time_zone, event_type, proof, hourly_most }) => {
    const when = { schedule: { cron, time_zone }, event: { event_type }, hook: { proof, hourly_most } }[kind];
    const trigger = await createTrigger({ agent_id: agentId, kind, text, variables: givenOf(values), ...when });
    if (trigger.hook && trigger.secret) setMade({ hook: trigger.hook, secret: trigger.secret });
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
            orientation={isNarrow ? "vertical" : "horizontal"}
            value={kind}
            onChange={(value) => setKind(value)}
            data={[
              { value: "schedule", label: "At times" },
              { value: "event", label: "When something happens" },
              { value: "hook", label: "When it is told" },
            ]}
          />
          {kind === "schedule" && <TimeFields form={form} />}
          {kind === "event" && <EventField form={form} />}
          {kind === "hook" && <HookFields form={form} />}
          <Textarea
            label="What it is asked each time"
            autosize
            minRows={2}
            maxLength={20_000}
            key={form.key("text")}
            {...form.getInputProps("text")}
          />
          <VariableFields variables={variables} values={values} onChange={setValues} />
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" loading={isBusy} disabled={!isToldEnough(variables, values)}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
      {made && <HookSecret made={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}
