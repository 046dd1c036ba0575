import { Alert, Button, Group, Modal, MultiSelect, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../../design/forms/form-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import type { PermissionName } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { useReachChoices } from "./use-reach-choices.ts";
import { apiKeysQuery, createApiKey } from "./queries.ts";
import { ScopePicker } from "./scope-picker.tsx";

const dayMs = 86_400_000;
const lifetimes = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

export function NewApiKeyDialog({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={secret !== undefined ? "Copy your key now" : "Create an API key"}
      closeOnClickOutside={secret === undefined}
      size="lg"
    >
      {secret !== undefined ? (
        <ShownOnce secret={secret} onClose={onClose} />
      ) : (
        <NewApiKeyForm onCreated={setSecret} onClose={onClose} />
      )}
    </Modal>
  );
}

function NewApiKeyForm({ onCreated, onClose }: { onCreated: (token: string | null) => void; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const within = useReachChoices();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: {
      name: "",
      days: "90",
      scopes: [] as PermissionName[],
      networks: [] as string[],
      workspaces: [] as string[],
      agents: [] as string[],
    },
    validate: {
      name: isNotEmpty("Name the key after what uses it."),
      scopes: isNotEmpty("Choose what the key may do."),
    },
  });
  const create = submit(async ({ name, days, scopes, networks, workspaces, agents }) => {
    const expires_at = new Date(Date.now() + Number(days) * dayMs).toISOString();
    const created = await createApiKey({
      name,
      scopes,
      networks,
      workspace_ids: workspaces,
      agent_ids: agents,
      expires_at,
    });
    await client.invalidateQueries(apiKeysQuery(organization.id));
    onCreated(created.token);
  });
  return (
    <DialogForm action="Create key" isBusy={isBusy} error={error} onSubmit={create} onClose={onClose}>
      <TextInput label="Name" placeholder="Order sync" data-autofocus {...form.getInputProps("name")} />
      <Select label="Expires" data={lifetimes} allowDeselect={false} {...form.getInputProps("days")} />
      <TagsInput
        label="Only from these networks"
        description="Addresses or networks such as 192.0.2.0/24, each followed by Enter. From anywhere if left empty."
        {...form.getInputProps("networks")}
      />
      <MultiSelect
        label="Only in these workspaces"
        description="In all of them, and in the organization itself, if left empty."
        data={within.workspaces}
        searchable
        {...form.getInputProps("workspaces")}
      />
      <MultiSelect
        label="Only these agents"
        description="Then it reaches them and their conversations, and nothing else. Agents of this workspace."
        data={within.agents}
        searchable
        {...form.getInputProps("agents")}
      />
      <ScopePicker {...form.getInputProps("scopes")} />
    </DialogForm>
  );
}

function ShownOnce({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow">This is the only time the key is shown. Avow keeps its fingerprint, not the key.</Alert>
      {secret ? (
        <CopyField label="API key" value={secret} />
      ) : (
        <Text fz="sm">It was shown before and is not kept. Revoke it and create another.</Text>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>I have saved it</Button>
      </Group>
    </Stack>
  );
}
