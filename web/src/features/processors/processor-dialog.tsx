import { Checkbox, Group, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { isNotEmpty, matches, type UseFormReturnType } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { addProcessor, changeProcessor, type Processor } from "./queries.ts";
import { factsOf, initialFields, type ProcessorFields } from "./processor-fields.ts";

const day = matches(/^(\d{4}-\d\d-\d\d)?$/, "Write the day as 2026-11-21.");

/** The operator's form for an entry, new or known. */
export function ProcessorDialog({ processor, onClose }: { processor: Processor | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: initialFields(processor),
    validate: {
      processor: matches(/^[a-z][a-z0-9-]{1,39}$/, "A short word in small letters, such as example-ai."),
      name: isNotEmpty("Give it a name."),
      country: matches(/^[A-Z]{2}$/, "Two capital letters, such as DE."),
      policy_url: matches(/^https:\/\/\S+$/, "Enter the whole https address."),
      signed_on: day,
      review_by: day,
      reviewed_on: day,
    },
  });
  const save = submit(async (fields) => {
    await (processor
      ? changeProcessor(processor.processor, factsOf(fields))
      : addProcessor(fields.processor, factsOf(fields)));
    await client.invalidateQueries({ queryKey: ["processors"] });
    tell(`${fields.name} is saved.`);
    onClose();
  });
  return (
    <FormDialog
      title={processor ? processor.name : "Add a processor"}
      size="lg"
      action="Save"
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <WhoFields form={form} isKnown={processor !== undefined} />
      <TermsFields form={form} />
    </FormDialog>
  );
}

type Form = UseFormReturnType<ProcessorFields>;
const propsOf = (form: Form) => (name: keyof ProcessorFields) => form.getInputProps(name);

function WhoFields({ form, isKnown }: { form: Form; isKnown: boolean }) {
  const props = propsOf(form);
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label="Name" key={form.key("name")} {...props("name")} />
        <TextInput label="Short word" disabled={isKnown} key={form.key("processor")} {...props("processor")} />
      </Group>
      <Group grow align="flex-start">
        <Select label="Role" data={roles} allowDeselect={false} key={form.key("role")} {...props("role")} />
        <TextInput label="Country" key={form.key("country")} {...props("country")} />
      </Group>
      <TagsInput label="Purposes" data={purposes} key={form.key("purposes")} {...props("purposes")} />
      <TagsInput
        label="Hosts"
        description="*.example.com is every host below it."
        key={form.key("hosts")}
        {...props("hosts")}
      />
      <TagsInput label="Data it receives" key={form.key("data_categories")} {...props("data_categories")} />
    </>
  );
}

function TermsFields({ form }: { form: Form }) {
  const props = propsOf(form);
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label="Agreement"
          description="Reference of the data processing agreement."
          key={form.key("reference")}
          {...props("reference")}
        />
        <TextInput
          label="Signed on"
          description="Day, as 2026-11-21."
          key={form.key("signed_on")}
          {...props("signed_on")}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label="Transfer mechanism"
          data={mechanisms}
          clearable
          key={form.key("mechanism")}
          {...props("mechanism")}
        />
        <TextInput label="Mechanism reviewed by" key={form.key("review_by")} {...props("review_by")} />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          label="Keeps data for (days)"
          min={0}
          max={3650}
          allowDecimal={false}
          key={form.key("retention_days")}
          {...props("retention_days")}
        />
        <Select
          label="Zero retention"
          data={zeroRetention}
          allowDeselect={false}
          key={form.key("zero_retention")}
          {...props("zero_retention")}
        />
      </Group>
      <TextInput label="Privacy policy" type="url" key={form.key("policy_url")} {...props("policy_url")} />
      <TextInput
        label="Terms read on"
        description="Counts for 90 days."
        key={form.key("reviewed_on")}
        {...props("reviewed_on")}
      />
      <Checkbox
        label="It may train on what it is sent. Nothing will go there."
        key={form.key("trains")}
        {...form.getInputProps("trains", { type: "checkbox" })}
      />
    </>
  );
}

const roles = [
  { value: "processor", label: "Processor" },
  { value: "sub_processor", label: "Sub-processor" },
  { value: "independent_controller", label: "Independent controller" },
];
const purposes = ["ai", "mail", "storage", "payments", "publishing", "messaging", "sign_in", "other"];
const mechanisms = [
  { value: "adequacy", label: "Adequacy decision" },
  { value: "dpf", label: "EU-US Data Privacy Framework" },
  { value: "scc", label: "Standard contractual clauses" },
  { value: "bcr", label: "Binding corporate rules" },
];
const zeroRetention = [
  { value: "always", label: "Always" },
  { value: "on_request", label: "On request" },
  { value: "no", label: "No" },
];
