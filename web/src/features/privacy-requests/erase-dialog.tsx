import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../../design/states/query-view.tsx";
import { ConfirmEraseForm } from "./confirm-erase-form.tsx";
import { ErasePlanView } from "./erase-plan-view.tsx";
import { KeepReceiptLink } from "./keep-receipt-link.tsx";
import { erasePlanQuery, type PrivacyRequest } from "./queries.ts";

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
              <ConfirmEraseForm
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
