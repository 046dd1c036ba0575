import { Anchor, Checkbox, PasswordInput, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { modelServersQuery, modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { connectProvider, type Provider } from "./queries.ts";

/** Connects a vendor by a key; its privacy policy is shown, and read, first. */
export function ConnectProviderDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: provider.name, key: "", hasRead: false },
    validate: {
      name: isNotEmpty("Give it a name."),
      key: isNotEmpty("Paste the API key."),
      hasRead: (hasRead) => (hasRead ? null : "Read it first: your words go there."),
    },
  });
  const connect = submit(async ({ name, key }) => {
    await connectProvider({ provider: provider.kind, name, key });
    void client.invalidateQueries(modelsQuery(organization.id));
    await client.invalidateQueries(modelServersQuery(organization.id));
    tell(`${provider.name} is connected. Its models can be chosen for agents and routes.`);
    onClose();
  });
  return (
    <FormDialog
      title={`Connect ${provider.name}`}
      size="lg"
      action="Connect"
      isBusy={isBusy}
      error={error}
      onSubmit={connect}
      onClose={onClose}
    >
      <Text fz="sm">
        Prompts, their context and the answers go to {provider.name} in {provider.country ?? "a country not named"}. It
        keeps them up to {provider.retention_days ?? "an unknown number of"} days and does not train on them.
      </Text>
      <TextInput label="Name" key={form.key("name")} {...form.getInputProps("name")} />
      <PasswordInput
        label="API key"
        description="Of the commercial tier. Sealed with your organization's key; nobody can read it back."
        autoComplete="off"
        data-autofocus
        key={form.key("key")}
        {...form.getInputProps("key")}
      />
      <Checkbox
        label={
          <>
            I have read{" "}
            <Anchor href={provider.policy_url ?? ""} target="_blank" rel="noreferrer noopener" fz="sm">
              its privacy policy
            </Anchor>
          </>
        }
        key={form.key("hasRead")}
        {...form.getInputProps("hasRead", { type: "checkbox" })}
      />
    </FormDialog>
  );
}
