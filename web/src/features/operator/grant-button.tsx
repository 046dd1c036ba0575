import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { toMicroCredits } from "../wallet/format-credits.ts";
import { grantCredits, type ListedOrganization } from "./queries.ts";

export function GrantButton({ organization }: { organization: ListedOrganization }) {
  const [isGiving, giving] = useDisclosure();
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Give ${organization.name} credits`}
        onClick={giving.open}
      >
        Give credits…
      </Button>
      {isGiving && <GrantDialog organization={organization} onClose={giving.close} />}
    </>
  );
}

const ledgers = [
  { value: "real", label: "Credits" },
  { value: "sandbox", label: "Sandbox credits" },
];

function GrantDialog({ organization, onClose }: { organization: ListedOrganization; onClose: () => void }) {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { ledger: "real", credits: 10, priority: 50, expires_at: "" },
    validate: {
      credits: (credits: number) => (credits >= 0.000001 ? null : "At least a micro-credit."),
      expires_at: (day: string) =>
        day === "" || new Date(`${day}T00:00:00`) > new Date() ? null : "A day that is still to come.",
    },
  });
  const give = submit(async ({ ledger, credits, priority, expires_at }) => {
    await grantCredits(organization.id, {
      ledger: ledger === "real" ? "real" : "sandbox",
      amount: toMicroCredits(credits),
      priority,
      ...(expires_at !== "" && { expires_at: new Date(`${expires_at}T00:00:00`).toISOString() }),
    });
    tell(`${organization.name} has ${credits.toLocaleString()} more ${ledger === "real" ? "" : "sandbox "}credits.`);
    onClose();
  });
  return (
    <FormDialog
      title={`Give ${organization.name} credits`}
      action="Give credits"
      isBusy={isBusy}
      error={error}
      onSubmit={give}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <NumberInput
          label="Credits"
          min={0.000001}
          max={1_000_000}
          decimalScale={6}
          data-autofocus
          key={form.key("credits")}
          {...form.getInputProps("credits")}
        />
        <NativeSelect label="Of" data={ledgers} key={form.key("ledger")} {...form.getInputProps("ledger")} />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label="Lapse on"
          description="Empty: never."
          key={form.key("expires_at")}
          {...form.getInputProps("expires_at")}
        />
        <NumberInput
          label="Priority"
          description="The lowest is used up first."
          min={0}
          max={1000}
          allowDecimal={false}
          key={form.key("priority")}
          {...form.getInputProps("priority")}
        />
      </Group>
      <Text fz="sm" c="dimmed">
        Its members see the grant under Wallet. What was given cannot be taken back.
      </Text>
    </FormDialog>
  );
}
