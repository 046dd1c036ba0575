import { Button, Group, Modal, PasswordInput, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { providersQuery } from "./queries.ts";

const blank = {
  name: "",
  issuer: "",
  client: "",
  client_secret: "",
  domains: [] as string[],
  group_claim: "groups",
  adds_members: true,
  is_required: false,
};

export function NewProviderDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: blank,
    validate: {
      name: isNotEmpty("Name it as your members know it."),
      issuer: isNotEmpty("Enter the issuer's address."),
      client: isNotEmpty("Enter the client id."),
      client_secret: isNotEmpty("Enter the client secret."),
    },
    refusals: { "identities.issuer_refused": "issuer", "identities.domain_refused": "domains" },
  });
  const connect = submit(async (body) => {
    await api.POST("/identity-providers", { body });
    await client.invalidateQueries(providersQuery(organization.id));
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Connect a provider" size="lg">
      <form onSubmit={connect} noValidate>
        <Stack>
          <TextInput label="Name" placeholder="Corporate account" data-autofocus {...form.getInputProps("name")} />
          <TextInput
            label="Issuer"
            placeholder="https://id.example.com/realms/work"
            {...form.getInputProps("issuer")}
          />
          <TextInput label="Client id" autoComplete="off" {...form.getInputProps("client")} />
          <PasswordInput label="Client secret" autoComplete="off" {...form.getInputProps("client_secret")} />
          <TagsInput
            label="E-mail domains"
            description="Whose addresses it may speak for. Each is proved by a DNS record."
            {...form.getInputProps("domains")}
          />
          <TextInput label="Claim that lists groups" {...form.getInputProps("group_claim")} />
          <Switch
            label="Whoever signs in becomes a member, as viewer"
            {...form.getInputProps("adds_members", { type: "checkbox" })}
          />
          <Switch
            label="Members enter by this provider only"
            description="Owners always may enter otherwise, so that a failing provider locks nobody out for good."
            {...form.getInputProps("is_required", { type: "checkbox" })}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Connect
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
