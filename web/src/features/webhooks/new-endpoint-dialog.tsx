import { Button, Group, Modal, MultiSelect, Stack, Switch, Text, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { createEndpoint, endpointsQuery, eventTypesQuery } from "./queries.ts";

export function NewEndpointDialog({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>();
  const isDone = secret !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isDone ? "Copy the signing secret now" : "Add an endpoint"}
      closeOnClickOutside={!isDone}
      size="lg"
    >
      {isDone ? (
        <Stack>
          <Text fz="sm">Your receiver verifies with it what it gets. It is not shown again.</Text>
          <CopyField label="Signing secret" value={secret ?? ""} />
          <Group justify="flex-end">
            <Button onClick={onClose}>I have it</Button>
          </Group>
        </Stack>
      ) : (
        <NewEndpointForm onCreated={setSecret} onClose={onClose} />
      )}
    </Modal>
  );
}

function NewEndpointForm({ onCreated, onClose }: { onCreated: (secret: string | null) => void; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const types = useQuery(eventTypesQuery);
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { url: "", description: "", events: ["*"], ordered: false },
    validate: { url: matches(/^https?:\/\/\S+$/, "Enter the whole address, such as https://example.com/hooks.") },
    refusals: { "egress.destination_refused": "url", "webhooks.event_unknown": "events" },
  });
  const create = submit(async ({ description, ...body }) => {
    const made = await createEndpoint({ ...body, description: description.trim() || null });
    await client.invalidateQueries(endpointsQuery(workspace.id));
    onCreated(made.secret);
  });
  const choices = ["*", ...(types.data?.data ?? []).map(({ type }) => type)];
  return (
    <form onSubmit={create} noValidate>
      <Stack>
        <TextInput
          label="Address"
          placeholder="https://example.com/hooks/avow"
          type="url"
          data-autofocus
          key={form.key("url")}
          {...form.getInputProps("url")}
        />
        <TextInput
          label="What it is for (optional)"
          key={form.key("description")}
          {...form.getInputProps("description")}
        />
        <MultiSelect
          label="Events"
          description="* is all of them."
          searchable
          data={choices}
          key={form.key("events")}
          {...form.getInputProps("events")}
        />
        <Switch
          label="In order: one that fails holds up those behind it"
          key={form.key("ordered")}
          {...form.getInputProps("ordered", { type: "checkbox" })}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
