import { PasswordInput, Text, TextInput } from "@mantine/core";
import { isNotEmpty, matches } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { addModelServer, modelServersQuery, modelsQuery } from "./queries.ts";

export function AddModelServerDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "", url: "", key: "" },
    validate: {
      name: isNotEmpty("Give it a name."),
      url: matches(/^https?:\/\/\S+$/, "Enter the whole address, such as https://models.example.com/v1."),
    },
  });
  const add = submit(async ({ key, ...body }) => {
    const server = await addModelServer(key ? { ...body, key } : body);
    void client.invalidateQueries(modelsQuery(organization.id));
    await client.invalidateQueries(modelServersQuery(organization.id));
    tell(`${server.name} is connected. Its models can be chosen for agents.`);
    onClose();
  });
  return (
    <FormDialog
      title="Connect a model server"
      size="lg"
      action="Connect"
      isBusy={isBusy}
      error={error}
      onSubmit={add}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        placeholder="Our Ollama"
        data-autofocus
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Address"
        description="The base of its OpenAI-compatible API, usually ending in /v1."
        placeholder="https://models.example.com/v1"
        type="url"
        key={form.key("url")}
        {...form.getInputProps("url")}
      />
      <PasswordInput
        label="Key (optional)"
        description="Sealed with your organization's key. Nobody can read it back."
        autoComplete="off"
        key={form.key("key")}
        {...form.getInputProps("key")}
      />
      <Text fz="sm" c="dimmed">
        A server on this very machine, such as http://127.0.0.1:11434/v1, works only if the operator has allowed
        loopback addresses.
      </Text>
    </FormDialog>
  );
}
