import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty, matches } from "@mantine/form";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import type { SkillDraft } from "./queries.ts";

interface SkillFormProps {
  draft: SkillDraft;
  action: string;
  isReadOnly?: boolean;
  onSave: (draft: SkillDraft) => Promise<void>;
}

/** What a skill is called, when it is used, and what it says. */
export function SkillForm({ draft, action, isReadOnly = false, onSave }: SkillFormProps) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: draft.name, description: draft.description, body: draft.body },
    validate: {
      name: matches(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Small letters, digits and single hyphens."),
      description: isNotEmpty("Say what it does and when to use it."),
    },
  });
  const save = submit(async (values) => {
    await onSave(values);
    form.resetDirty();
  });
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <TextInput
          label="Name"
          placeholder="answer-refunds"
          maxLength={64}
          readOnly={isReadOnly}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Textarea
          label="What it does, and when to use it"
          description="All that an agent knows before it opens the skill."
          autosize
          minRows={2}
          maxLength={1024}
          readOnly={isReadOnly}
          key={form.key("description")}
          {...form.getInputProps("description")}
        />
        <Textarea
          label="Instructions"
          description="What an agent is told once it opens the skill. Name files by their paths."
          autosize
          minRows={8}
          maxRows={30}
          readOnly={isReadOnly}
          key={form.key("body")}
          {...form.getInputProps("body")}
        />
        {error !== null && <ErrorNotice error={error} />}
        {!isReadOnly && (
          <Group>
            <Button type="submit" loading={isBusy}>
              {action}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
