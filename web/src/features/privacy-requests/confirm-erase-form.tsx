import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { countOf } from "../../design/format.ts";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { confirmErase, type ErasePlan, type PrivacyRequest, privacyRequestsQuery } from "./queries.ts";

interface ConfirmEraseFormProps {
  request: PrivacyRequest;
  plan: ErasePlan;
  typeToConfirm: string;
  onConfirmed: () => void;
  onClose: () => void;
}

export function ConfirmEraseForm({ request, plan, typeToConfirm, onConfirmed, onClose }: ConfirmEraseFormProps) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    mode: "controlled",
    initialValues: { typed: "", immediately: false },
    validate: {
      typed: (typed) => (typed.trim() === typeToConfirm ? null : `Type “${typeToConfirm}” as it stands.`),
    },
  });
  const days = countOf(plan.cooling_off_days, "day");
  const confirm = submit(async ({ immediately, typed }) => {
    await confirmErase(request.id, { immediately, confirmation: typed.trim() });
    if (immediately && request.receipt_token) {
      // A fresh page without anything of this session, which may end any moment. Its address is what is to be kept.
      return location.assign(`/receipts/${request.receipt_token}`);
    }
    await client.invalidateQueries(privacyRequestsQuery);
    tell(`It will be erased in ${days}. Until then you can withdraw.`);
    onConfirmed();
  });
  const { immediately } = form.getValues();
  return (
    <form onSubmit={confirm}>
      <Stack>
        <TextInput label={`Type “${typeToConfirm}” to confirm`} autoComplete="off" {...form.getInputProps("typed")} />
        <Checkbox
          label="Erase at once"
          description={`Without the ${days} in which you could change your mind.`}
          {...form.getInputProps("immediately", { type: "checkbox" })}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep everything
          </Button>
          <Button type="submit" color="red" loading={isBusy}>
            {immediately ? "Erase now" : `Erase in ${days}`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
