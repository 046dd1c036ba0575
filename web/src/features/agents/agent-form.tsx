import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { AgentDraft } from "./queries.ts";
import { describeModel } from "./use-model-name.ts";

interface AgentFormProps {
  draft: AgentDraft;
  action: string;
  more?: ReactNode;
  onSave: (draft: AgentDraft) => Promise<void>;
}

export function AgentForm({ draft, action, more, onSave }: AgentFormProps) {
  const { organization } = useCurrent();
  const { data: models = [] } = useQuery(modelsQuery(organization.id));
  const { form, error, isBusy, submit } = useProblemForm<AgentDraft & Record<string, unknown>>({
    initialValues: { ...draft },
    validate: { name: isNotEmpty("Give the agent a name."), model: isNotEmpty("Choose a model.") },
  });
  const save = submit(async ({ name, instructions, model }) => {
    await onSave({ name, instructions, model });
    form.resetDirty();
  });
  const choices = models.map((model) => ({ value: model.id, label: describeModel(model) }));
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
          description="The sandbox answers from a script and calls no AI. Connect a model server for real answers."
          data={isListed ? choices : [{ value: draft.model, label: `${draft.model} (not available)` }, ...choices]}
          searchable
          allowDeselect={false}
          key={form.key("model")}
          {...form.getInputProps("model")}
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
