import { Select, Switch, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { createCollection } from "./queries.ts";

const words = "words";

export function NewCollectionDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: models = [] } = useQuery(modelsQuery(organization.id));
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "", description: "", model: "sandbox", refuses: false },
    validate: { name: isNotEmpty("Enter a name.") },
    refusals: { "knowledge.model_unknown": "model" },
  });
  const create = submit(async ({ name, description, model, refuses }) => {
    const embedding_model = model === words ? null : model;
    const made = await createCollection({
      name: name.trim(),
      description: description.trim(),
      embedding_model,
      personal_data: refuses ? "refuse" : "mark",
    });
    await client.invalidateQueries({ queryKey: ["knowledge"] });
    await navigate({ to: "/content/knowledge/$collectionId", params: { collectionId: made.id } });
  });
  const choices = [
    { value: "sandbox", label: "Sandbox: words that texts share, no AI called" },
    { value: words, label: "None: by words alone" },
    ...models.filter(({ sandbox }) => !sandbox).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <FormDialog
      title="New collection"
      action="Create"
      isBusy={isBusy}
      error={error}
      onSubmit={create}
      onClose={onClose}
    >
      <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
      <Textarea
        label="What is in it"
        autosize
        minRows={2}
        key={form.key("description")}
        {...form.getInputProps("description")}
      />
      <Select
        label="What makes vectors, to find by meaning"
        description="It cannot be changed later. Passages go to it through the guardrail, and are paid for."
        data={choices}
        searchable
        allowDeselect={false}
        key={form.key("model")}
        {...form.getInputProps("model")}
      />
      <Switch
        label="Refuse documents with personal data"
        description="Else they are taken, and what was found is counted beside them."
        key={form.key("refuses")}
        {...form.getInputProps("refuses", { type: "checkbox" })}
      />
    </FormDialog>
  );
}
