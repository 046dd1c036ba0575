import { Select, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { createWidget, widgetsQuery } from "./queries.ts";

export function NewWidgetDialog({ onClose }: { onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const agents = useQuery(agentsQuery(workspace.id));
  const { form, error, isBusy, submit } = useProblemForm({ initialValues: { name: "", agent_id: "" } });
  const send = submit(async (fields) => {
    const { id } = await createWidget(fields);
    await client.invalidateQueries(widgetsQuery(workspace.id));
    await navigate({ to: "/agents/widgets/$widgetId", params: { widgetId: id } });
  });
  const data = (agents.data ?? []).map(({ id, name, published }) => {
    return { value: id, label: published === null ? `${name} (not published)` : name };
  });
  return (
    <FormDialog
      title="Make a chat widget"
      action="Make widget"
      isBusy={isBusy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput label="Name" description="For members only." key={form.key("name")} {...form.getInputProps("name")} />
      <Select
        label="Agent that answers"
        description="It answers with your rights. Visitors are answered once it is published."
        data={data}
        key={form.key("agent_id")}
        {...form.getInputProps("agent_id")}
      />
    </FormDialog>
  );
}
