import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { toMicroCredits } from "../wallet/format-credits.ts";
import { modelPricesQuery, setPrice } from "./queries.ts";

const providers = [
  { value: "anthropic", label: "Anthropic" },
  { value: "openai", label: "OpenAI" },
  { value: "google", label: "Google" },
  { value: "mistral", label: "Mistral" },
  { value: "xai", label: "xAI" },
  { value: "deepseek", label: "DeepSeek" },
  { value: "groq", label: "Groq" },
  { value: "cerebras", label: "Cerebras" },
] as const;

type Amount = number | string;
/** An empty field is no amount. */
const micros = (amount: Amount): number | null => (amount === "" ? null : toMicroCredits(Number(amount)));
const needed = (amount: Amount, { isList }: { isList: boolean }) =>
  !isList && amount === "" ? "Enter what it costs; nothing is 0." : null;

const empty: Amount = "";

function usePriceForm(onClose: () => void) {
  const client = useQueryClient();
  const { submit, ...rest } = useProblemForm({
    mode: "controlled",
    initialValues: {
      provider: "openai",
      name: "",
      isList: false,
      tokens_in: empty,
      tokens_out: empty,
      tokens_cached: empty,
      image: empty,
      effective_at: "",
    },
    validate: {
      name: matches(/^[\w.:@/-]{1,200}$/, "As the provider writes it, such as gpt-5-mini."),
      tokens_in: needed,
      tokens_out: needed,
    },
  });
  const save = submit(async ({ provider, name, isList, effective_at, ...amounts }) => {
    const of = (amount: Amount) => (isList ? null : micros(amount));
    await setPrice({
      provider: providers.find(({ value }) => value === provider)?.value ?? "openai",
      name,
      tokens_in: of(amounts.tokens_in),
      tokens_out: of(amounts.tokens_out),
      tokens_cached: of(amounts.tokens_cached),
      image: of(amounts.image),
      ...(effective_at !== "" && { effective_at: new Date(effective_at).toISOString() }),
    });
    await client.invalidateQueries(modelPricesQuery);
    tell(effective_at === "" ? `The price of ${name} counts from now on.` : `The price of ${name} is noted.`);
    onClose();
  });
  return { ...rest, save };
}

/** Sets what a model costs from now or a later time on. */
export function PriceDialog({ onClose }: { onClose: () => void }) {
  const { form, error, isBusy, save } = usePriceForm(onClose);
  const isList = form.getValues().isList;
  const numberProps = (name: "tokens_in" | "tokens_out" | "tokens_cached" | "image") => ({
    min: 0,
    max: 1_000_000,
    decimalScale: 6,
    disabled: isList,
    ...form.getInputProps(name),
  });
  return (
    <FormDialog
      title="Set a price"
      size="lg"
      action="Set the price"
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <NativeSelect
          label="Provider"
          data={[...providers]}
          key={form.key("provider")}
          {...form.getInputProps("provider")}
        />
        <TextInput
          label="Model"
          placeholder="gpt-5-mini"
          data-autofocus
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
      </Group>
      <Checkbox
        label="As the list says: end a price set before"
        key={form.key("isList")}
        {...form.getInputProps("isList", { type: "checkbox" })}
      />
      <Group grow align="flex-start">
        <NumberInput label="A million tokens in" key={form.key("tokens_in")} {...numberProps("tokens_in")} />
        <NumberInput label="A million tokens out" key={form.key("tokens_out")} {...numberProps("tokens_out")} />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          label="A million tokens cached"
          description="Empty: as those in."
          key={form.key("tokens_cached")}
          {...numberProps("tokens_cached")}
        />
        <NumberInput
          label="One image"
          description="Empty: nothing."
          key={form.key("image")}
          {...numberProps("image")}
        />
      </Group>
      <TextInput
        type="datetime-local"
        label="From"
        description="In the time zone of this device. Empty: from now on."
        key={form.key("effective_at")}
        {...form.getInputProps("effective_at")}
      />
    </FormDialog>
  );
}
