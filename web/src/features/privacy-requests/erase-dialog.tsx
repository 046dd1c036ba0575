import { Button, Group, Modal, PasswordInput, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { countOf } from "../../design/format.ts";
import { QueryView } from "../../design/query-view.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { KeepReceiptLink } from "./keep-receipt-link.tsx";
import { ErasePlanView } from "./erase-plan-view.tsx";
import { confirmErase, type ErasePlan, erasePlanQuery, type PrivacyRequest, privacyRequestsQuery } from "./queries.ts";

interface EraseDialogProps {
  request: PrivacyRequest;
  title: string;
  typeToConfirm: string;
  onClose: () => void;
}

/** First the dry run with its counts, then the confirmation, then the link to the receipt. */
export function EraseDialog({ request, title, typeToConfirm, onClose }: EraseDialogProps) {
  const query = useQuery(erasePlanQuery(request.id));
  const [isConfirmed, setConfirmed] = useState(false);
  if (isConfirmed) return <KeepReceiptLink request={request} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={title} size="xl">
      <QueryView query={query}>
        {(plan) => (
          <Stack>
            <ErasePlanView plan={plan} />
            {plan.blockers.length === 0 ? (
              <ConfirmForm
                request={request}
                plan={plan}
                typeToConfirm={typeToConfirm}
                onConfirmed={() => setConfirmed(true)}
                onClose={onClose}
              />
            ) : (
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                  Close
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}

interface ConfirmFormProps {
  request: PrivacyRequest;
  plan: ErasePlan;
  typeToConfirm: string;
  onConfirmed: () => void;
  onClose: () => void;
}

function ConfirmForm({ request, plan, typeToConfirm, onConfirmed, onClose }: ConfirmFormProps) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { typed: "", password: "" },
    validate: {
      typed: (typed) => (typed.trim() === typeToConfirm ? null : `Type “${typeToConfirm}” as it stands.`),
      password: isNotEmpty("Enter your password."),
    },
    refusals: { "users.password_wrong": "password" },
  });
  const days = countOf(plan.cooling_off_days, "day");
  const confirm = submit(async ({ password }) => {
    await confirmErase(request.id, password);
    await client.invalidateQueries(privacyRequestsQuery);
    tell(`It will be erased in ${days}. Until then you can withdraw.`);
    onConfirmed();
  });
  return (
    <form onSubmit={confirm}>
      <Stack>
        <TextInput
          label={`Type “${typeToConfirm}” to confirm`}
          autoComplete="off"
          key={form.key("typed")}
          {...form.getInputProps("typed")}
        />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep everything
          </Button>
          <Button type="submit" color="red" loading={isBusy}>
            Erase in {days}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
