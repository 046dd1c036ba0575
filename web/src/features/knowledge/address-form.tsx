import { Button, Group, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";

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
    <form onSubmit={add}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Or what is at an address"
          placeholder="https://"
          style={{ flex: "1 1 240px" }}
          key={form.key("url")}
          {...form.getInputProps("url")}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          Add
        </Button>
      </Group>
      {error !== null && <ErrorNotice error={error} />}
    </form>
  );
}
