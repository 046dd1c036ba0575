import { Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { Identity, NewIdentity } from "./queries.ts";
import { kindChoices } from "./words.ts";

export type IdentityDraft = { kind: Identity["kind"]; value: string; network: string };

export const blankIdentity: IdentityDraft = { kind: "email", value: "", network: "" };

const examples: Record<Identity["kind"], string> = {
  email: "name@example.com",
  phone: "+49 30 1234567",
  whatsapp: "+49 30 1234567, or WhatsApp's own id",
  telegram: "@name, or a numeric id",
  web_visitor: "The visitor's id",
  social: "@name",
};

/** What somebody is reached or recognised by. The form has to be a controlled one. */
export function IdentityFields<T extends IdentityDraft>({ form }: { form: UseFormReturnType<T> }) {
  const { kind } = form.getValues();
  return (
    <>
      <Select label="Reached by" data={kindChoices} allowDeselect={false} {...form.getInputProps("kind")} />
      <TextInput
        label="Address, number or handle"
        placeholder={examples[kind]}
        autoComplete="off"
        {...form.getInputProps("value")}
      />
      {kind === "social" && (
        <TextInput
          label="Network"
          placeholder="mastodon.social"
          autoComplete="off"
          {...form.getInputProps("network")}
        />
      )}
    </>
  );
}

export const identityOf = ({ kind, value, network }: IdentityDraft): NewIdentity => ({
  kind,
  value: value.trim(),
  ...(kind === "social" && { network: network.trim() }),
});
