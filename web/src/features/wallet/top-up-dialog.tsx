import { NumberInput, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { toMicroCredits } from "./format-credits.ts";
import { lastFourOf } from "./last-four-of.ts";
import { topUp, walletQuery } from "./queries.ts";

export function TopUpDialog({ onClose }: { onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { credits: 10, card: "" },
    validate: {
      credits: (credits: number) => (credits >= 0.01 ? null : "At least a hundredth of a credit."),
      card: (card: string) =>
        lastFourOf(card) ? null : "Enter a card number. 4242 4242 4242 4242 is one that pretends.",
    },
  });
  const pay = submit(async ({ credits, card }) => {
    await topUp({ amount: toMicroCredits(credits), card_last4: lastFourOf(card) ?? "" });
    await client.invalidateQueries(walletQuery(organization.id));
    tell("The sandbox wallet is topped up.");
    onClose();
  });
  return (
    <FormDialog
      title="Top up the sandbox"
      action="Top up"
      isBusy={isBusy}
      error={error}
      onSubmit={pay}
      onClose={onClose}
    >
      <NumberInput
        label="Sandbox credits"
        min={0.01}
        max={1_000_000}
        decimalScale={6}
        data-autofocus
        key={form.key("credits")}
        {...form.getInputProps("credits")}
      />
      <TextInput
        label="Card number"
        description="Nothing is charged. Only the last four digits leave this page."
        placeholder="4242 4242 4242 4242"
        inputMode="numeric"
        autoComplete="off"
        key={form.key("card")}
        {...form.getInputProps("card")}
      />
      <Text fz="sm" c="dimmed">
        Sandbox credits pay for scripted answers alone. They cannot become money or pay a provider.
      </Text>
    </FormDialog>
  );
}
