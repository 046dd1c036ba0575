import { PasswordInput, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { isNotEmpty, type UseFormReturnType } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { GroupRoles } from "./group-roles.tsx";
import { type Provider, providersQuery, saveProvider } from "./queries.ts";
import { useGivenRoles } from "./use-given-roles.ts";

const blank = {
  name: "",
  issuer: "",
  client: "",
  client_secret: "",
  domains: [] as string[],
  group_claim: "groups",
  group_roles: [] as Provider["group_roles"],
  default_role: "viewer" as Provider["default_role"],
  left_groups: "keep_role" as Provider["left_groups"],
  adds_members: true,
  is_required: false,
};

export type ProviderDraft = typeof blank;

/** What someone who is in no mapped group any more keeps. */
const afterGroups: { value: Provider["left_groups"]; label: string }[] = [
  { value: "keep_role", label: "keeps the role they have" },
  { value: "default_role", label: "gets the default role" },
  { value: "remove", label: "is no longer a member" },
];

/** Connects a provider, or changes one. */
export function ProviderDialog({ provider, onClose }: { provider?: Provider; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const roles = useGivenRoles();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: provider ? draftOf(provider) : blank,
    validate: {
      name: isNotEmpty("Name it as your members know it."),
      issuer: isNotEmpty("Enter the issuer's address."),
      client: isNotEmpty("Enter the client id."),
      client_secret: (value: string) => (value || provider ? null : "Enter the client secret."),
      group_roles: (rows: ProviderDraft["group_roles"]) =>
        rows.every(({ group }) => group.trim()) ? null : "Name each group, or take it away.",
    },
    refusals: { "identities.issuer_refused": "issuer", "identities.domain_refused": "domains" },
  });
  const save = submit(async (draft) => {
    await saveProvider(draft, provider);
    await client.invalidateQueries(providersQuery(organization.id));
    onClose();
  });
  return (
    <FormDialog
      title={provider ? `Change ${provider.name}` : "Connect a provider"}
      size="lg"
      action={provider ? "Save" : "Connect"}
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <IssuerFields form={form} isKnown={provider !== undefined} />
      <TagsInput
        label="E-mail domains"
        description="Whose addresses it may speak for. Each is proved by a DNS record."
        {...form.getInputProps("domains")}
      />
      <Switch label="Whoever signs in becomes a member" {...form.getInputProps("adds_members", { type: "checkbox" })} />
      <Select
        label="Default role"
        description="For new members whose groups give no other."
        allowDeselect={false}
        data={roles.builtIn}
        {...form.getInputProps("default_role")}
      />
      <TextInput label="Claim that lists groups" {...form.getInputProps("group_claim")} />
      <GroupRoles form={form} roles={roles.all} />
      <Select
        label="Who leaves all these groups"
        description="At the next sign-in. Owners stay owners."
        allowDeselect={false}
        data={afterGroups}
        {...form.getInputProps("left_groups")}
      />
      <Switch
        label="Members enter by this provider only"
        description="Owners always may enter otherwise, so that a failing provider locks nobody out for good."
        {...form.getInputProps("is_required", { type: "checkbox" })}
      />
    </FormDialog>
  );
}

type ProviderForm = UseFormReturnType<ProviderDraft>;

function IssuerFields({ form, isKnown }: { form: ProviderForm; isKnown: boolean }) {
  return (
    <>
      <TextInput label="Name" placeholder="Corporate account" data-autofocus {...form.getInputProps("name")} />
      <TextInput label="Issuer" placeholder="https://id.example.com/realms/work" {...form.getInputProps("issuer")} />
      <TextInput label="Client id" autoComplete="off" {...form.getInputProps("client")} />
      <PasswordInput
        label="Client secret"
        autoComplete="off"
        description={isKnown ? "Empty: the one that is kept stays." : undefined}
        {...form.getInputProps("client_secret")}
      />
    </>
  );
}

function draftOf(provider: Provider): ProviderDraft {
  const { name, issuer, client, group_claim, group_roles, default_role, left_groups, adds_members, is_required } =
    provider;
  const domains = provider.domains.map(({ domain }) => domain);
  const told = { name, issuer, client, client_secret: "", domains };
  return { ...told, group_claim, group_roles, default_role, left_groups, adds_members, is_required };
}
