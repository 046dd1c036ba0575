import { NumberInput, Stack, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../../design/forms/form-dialog.tsx";
import { tell } from "../../../design/states/tell.tsx";
import { variablesQuery } from "../queries.ts";
import { TimeFields, useTriggerForm } from "./trigger-fields.tsx";
import { changeTrigger, isStoppedForValues, type Trigger } from "./trigger-queries.ts";
import { givenOf, isToldEnough, VariableFields } from "../variable-fields.tsx";

interface EditTriggerProps {
  trigger: Trigger;
  onClose: () => void;
}

/** What an agent is asked by itself, when, and what it is told; what begins it stays of its kind. */
export function EditTrigger({ trigger, onClose }: EditTriggerProps) {
  const client = useQueryClient();
  const { data: variables = [] } = useQuery(variablesQuery(trigger.agent_id));
  const [values, setValues] = useState(trigger.variables);
  const { kind, hook, text, cron, time_zone } = trigger;
  const { form, error, isBusy, submit } = useTriggerForm({
    text,
    ...(cron !== null && time_zone !== null && { cron, time_zone }),
    ...(hook && { hourly_most: hook.hourly_most }),
  });
  const isStopped = isStoppedForValues(trigger);
  const save = submit(async (written) => {
    const asked = variables.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
    await changeTrigger(trigger.id, {
      text: written.text,
      variables: givenOf(Object.fromEntries(asked)),
      ...(kind === "schedule" && { cron: written.cron, time_zone: written.time_zone }),
      ...(kind === "hook" && { hourly_most: written.hourly_most }),
      ...(isStopped && { enabled: true }),
    });
    await client.invalidateQueries({ queryKey: ["agent-triggers", trigger.agent_id] });
    tell(isStopped ? "It runs by itself again." : "It counts from the next run on.");
    onClose();
  });
  return (
    <FormDialog
      title="Change what it does by itself"
      action={isStopped ? "Save and switch on" : "Save"}
      isBusy={isBusy}
      isDisabled={!isToldEnough(variables, values)}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Stack>
        {kind === "schedule" && <TimeFields form={form} />}
        {kind === "hook" && (
          <NumberInput
            label="At most within an hour"
            description="More messages are refused."
            min={1}
            max={600}
            allowDecimal={false}
            key={form.key("hourly_most")}
            {...form.getInputProps("hourly_most")}
          />
        )}
        <Textarea
          label="What it is asked each time"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={20_000}
          data-autofocus
          key={form.key("text")}
          {...form.getInputProps("text")}
        />
        <VariableFields variables={variables} values={values} onChange={setValues} />
      </Stack>
    </FormDialog>
  );
}
