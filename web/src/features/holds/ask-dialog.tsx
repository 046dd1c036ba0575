import { Group, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { startOf } from "./describe-hold.ts";
import { askHold, type Hold } from "./queries.ts";

const kinds = ["email", "phone", "telegram", "whatsapp", "web_visitor", "social"] as const;
const initialValues = { contacts: "", kind: "", from: "", to: "", basis: "", review: "", everywhere: false };
type Values = typeof initialValues;

const idsIn = (text: string) => text.split(/[\s,]+/).filter(Boolean);

type By = Hold["predicate"]["by"];

function predicateOf(by: By, { contacts, kind, from, to }: Values): Hold["predicate"] {
  if (by === "contacts") return { by: "contacts", contact_ids: idsIn(contacts) };
  return {
    by: "filter",
    ...(kind && { identity_kind: kind as (typeof kinds)[number] }),
    ...(from && { created_from: startOf(from) }),
    ...(to && { created_to: startOf(to) }),
  };
}

/** Asks for a hold: two others have to agree. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [by, setBy] = useState<By>("contacts");
  const { form, error, isBusy, submit } = useProblemForm<Values>({
    initialValues,
    validate: {
      contacts: (text) => (by === "filter" || idsIn(text).length > 0 ? null : "Name at least one contact."),
      basis: (text) => (text.trim().length < 20 ? "Say which claim it is for, in a sentence or two." : null),
      review: (day) => (day ? null : "Say when it is looked at again."),
    },
    refusals: { "holds.nobody": "contacts" },
  });
  const ask = submit(async (values) => {
    const { basis, review } = values;
    const reach = by === "filter" && values.everywhere ? "organization" : "workspace";
    await askHold({ predicate: predicateOf(by, values), reach, basis: basis.trim(), review_at: startOf(review) });
    await client.invalidateQueries({ queryKey: ["holds"] });
    tell("Asked. It comes into force when two others have approved it.");
    onClose();
  });
  return (
    <FormDialog
      title="Ask for a legal hold"
      size="lg"
      action="Ask"
      isBusy={isBusy}
      error={error}
      onSubmit={ask}
      onClose={onClose}
    >
      <Select
        label="Whom it is about"
        allowDeselect={false}
        data={[
          { value: "contacts", label: "Contacts I name" },
          { value: "filter", label: "Everybody a filter finds, also later" },
        ]}
        value={by}
        onChange={(chosen) => setBy(chosen === "filter" ? "filter" : "contacts")}
      />
      <Whom by={by} form={form} />
      {by === "filter" && (
        <Switch
          label="In every workspace of the organization"
          description="Also in those that are made while it is in force."
          key={form.key("everywhere")}
          {...form.getInputProps("everywhere", { type: "checkbox" })}
        />
      )}
      <Textarea
        label="Basis"
        description="Which claim it is for, and why it needs this data. Those who approve read this."
        autosize
        minRows={2}
        maxLength={4000}
        key={form.key("basis")}
        {...form.getInputProps("basis")}
      />
      <TextInput
        type="date"
        label="Looked at again on"
        description="Within a year. A reminder comes a week before."
        key={form.key("review")}
        {...form.getInputProps("review")}
      />
    </FormDialog>
  );
}

type Form = ReturnType<typeof useProblemForm<Values>>["form"];

function Whom({ by, form }: { by: By; form: Form }) {
  if (by === "contacts")
    return (
      <Textarea
        label="Contacts"
        description="Their ids, from the address of each contact's page."
        placeholder="con_…"
        classNames={{ input: "mono" }}
        autosize
        minRows={2}
        key={form.key("contacts")}
        {...form.getInputProps("contacts")}
      />
    );
  return (
    <Group grow align="flex-start" preventGrowOverflow={false}>
      <Select
        label="Reached by (optional)"
        clearable
        data={kinds.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        key={form.key("kind")}
        {...form.getInputProps("kind")}
      />
      <TextInput type="date" label="Known since" key={form.key("from")} {...form.getInputProps("from")} />
      <TextInput type="date" label="Known before" key={form.key("to")} {...form.getInputProps("to")} />
    </Group>
  );
}
