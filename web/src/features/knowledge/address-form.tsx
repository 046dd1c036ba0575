import { TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { InlineForm } from "../../design/forms/inline-form.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";

/** Adds what is at an address. */
export function AddressForm({ onAdd }: { onAdd: (url: string) => Promise<void> }) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { url: "" },
    validate: { url: matches(/^https?:\/\/\S+$/, "Enter the whole address, such as https://example.com/guide.") },
  });
  const add = submit(async ({ url }) => {
    await onAdd(url);
    form.reset();
  });
  return (
    <InlineForm action="Add" isBusy={isBusy} error={error} onSubmit={add}>
      <TextInput
        label="Or what is at an address"
        placeholder="https://"
        style={{ flex: "1 1 240px" }}
        key={form.key("url")}
        {...form.getInputProps("url")}
      />
    </InlineForm>
  );
}
