import { TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { meQuery } from "../users/queries.ts";
import { createWorkspace } from "./queries.ts";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";

export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const switchTo = useSwitchWorkspace();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "" },
    validate: { name: isNotEmpty("Give the workspace a name.") },
  });
  const create = submit(async ({ name }) => {
    const workspace = await createWorkspace({ name });
    await client.refetchQueries(meQuery);
    onClose();
    switchTo(workspace.id);
  });
  return (
    <FormDialog
      title="New workspace"
      action="Create workspace"
      isBusy={isBusy}
      error={error}
      onSubmit={create}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="A client, a project or a team. Nothing is shared between workspaces unless you move it."
        data-autofocus
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
    </FormDialog>
  );
}
