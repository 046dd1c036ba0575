import { Button, Group, Modal, MultiSelect, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../../design/forms/form-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
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

function useEndpointForm() {
  return useProblemForm({
    initialValues: {
      url: "",
      description: "",
      events: ["*"],
      ordered: false,
      payload: false,
      asymmetric: false,
      headers: "",
    },
    validate: {
      url: matches(/^https?:\/\/\S+$/, "Enter the whole address, such as https://example.com/hooks."),
      headers: matches(/^(\s*[A-Za-z][A-Za-z0-9-]*:[^\n]*\s*)*$/, "One header on each line, such as X-Token: secret."),
    },
    refusals: {
      "egress.destination_refused": "url",
      "webhooks.event_unknown": "events",
      "webhooks.personal_data_refused": "payload",
      "webhooks.header_refused": "headers",
    },
  });
}

function NewEndpointForm({ onCreated, onClose }: { onCreated: (secret: string | null) => void; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const types = useQuery(eventTypesQuery);
  const { form, error, isBusy, submit } = useEndpointForm();
  const create = submit(async ({ description, payload, headers, ...body }) => {
    const made = await createEndpoint({
      ...body,
      description: description.trim() || null,
      payload: payload ? "full" : "thin",
      headers: readHeaders(headers),
    });
    await client.invalidateQueries(endpointsQuery(workspace.id));
    onCreated(made.secret);
  });
  const choices = ["*", ...(types.data?.data ?? []).map(({ type }) => type)];
  return (
    <DialogForm action="Add" isBusy={isBusy} error={error} onSubmit={create} onClose={onClose}>
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
      <EndpointSwitches form={form} />
      <Textarea
        label="Headers (optional)"
        description="What your receiver wants to see besides, one on each line. Never shown again."
        placeholder="X-Token: …"
        autosize
        minRows={1}
        key={form.key("headers")}
        {...form.getInputProps("headers")}
      />
    </DialogForm>
  );
}

function EndpointSwitches({ form }: { form: ReturnType<typeof useEndpointForm>["form"] }) {
  return (
    <>
      <Switch
        label="In order: one that fails holds up those behind it"
        key={form.key("ordered")}
        {...form.getInputProps("ordered", { type: "checkbox" })}
      />
      <Switch
        label="Tell who an event is about: name, addresses"
        description="Ids only, otherwise. The policy decides whether it is allowed."
        key={form.key("payload")}
        {...form.getInputProps("payload", { type: "checkbox" })}
      />
      <Switch
        label="Sign with a key pair as well"
        description="Whoever has the public key can verify, and sign nothing."
        key={form.key("asymmetric")}
        {...form.getInputProps("asymmetric", { type: "checkbox" })}
      />
    </>
  );
}

/** `Name: value` on each line. */
function readHeaders(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim());
  const pairs = lines.map((line) => [
    line.slice(0, line.indexOf(":")).trim(),
    line.slice(line.indexOf(":") + 1).trim(),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}
