import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import type { AgentDraft } from "./queries.ts";
import { useModelChoices } from "./use-model-choices.ts";

interface AgentFormProps {
  draft: AgentDraft;
  action: string;
  more?: ReactNode;
  onSave: (draft: AgentDraft) => Promise<void>;
}

export function AgentForm({ draft, action, more, onSave }: AgentFormProps) {
  const choices = useModelChoices();
  const { form, error, isBusy, submit } = useProblemForm<AgentDraft & Record<string, unknown>>({
    initialValues: { ...draft },
    validate: { name: isNotEmpty("Give the agent a name."), model: isNotEmpty("Choose a model.") },
  });
  const save = submit(async ({ name, instructions, model, rating }) => {
    await onSave({ name, instructions, model, rating });
    form.resetDirty();
  });
  const isListed = choices.some(({ value }) => value === draft.model) || draft.model === "";
  return (
    <form onSubmit={save}>
      <Stack>
        <TextInput label="Name" key={form.key("name")} {...form.getInputProps("name")} />
        <Textarea
          label="Instructions"
          description="Who it is, what it helps with, what it must not do, and how it speaks."
          autosize
          minRows={6}
          maxRows={24}
          key={form.key("instructions")}
          {...form.getInputProps("instructions")}
        />
        <Select
          label="Model"
          description="The sandbox answers from a script and calls no AI. A route asks one model after the other."
          data={isListed ? choices : [{ value: draft.model, label: `${draft.model} (not available)` }, ...choices]}
          searchable
          allowDeselect={false}
          key={form.key("model")}
          {...form.getInputProps("model")}
        />
        <Select
          label="For whom"
          description="An agent for adults answers no contact who is not known to be one."
          data={[
            { value: "everyone", label: "Everyone" },
            { value: "adults", label: "Adults only" },
          ]}
          allowDeselect={false}
          key={form.key("rating")}
          {...form.getInputProps("rating")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Group>
          <Button type="submit" loading={isBusy}>
            {action}
          </Button>
          {more}
        </Group>
      </Stack>
    </form>
  );
}
