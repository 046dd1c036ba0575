import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { countOf } from "../../design/format.ts";
import { QueryView } from "../../design/states/query-view.tsx";
import { ErasePlanView } from "../privacy-requests/erase-plan-view.tsx";
import { KeepReceiptLink } from "../privacy-requests/keep-receipt-link.tsx";
import { type Contact, contactPlanQuery, requestForContact } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { callContact } from "./words.ts";

/** First the dry run with its counts, then the erasure, then the link to the receipt, which is for the contact. */
export function EraseContactDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const query = useQuery(contactPlanQuery(contact.id));
  const changed = useContactChanged();
  const [immediately, setImmediately] = useState(false);
  const erase = useMutation({
    mutationFn: () => requestForContact({ contact_id: contact.id, kind: "erase", immediately }),
    onSettled: () => changed(contact.id),
  });
  if (erase.data) return <KeepReceiptLink request={erase.data} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={`Erase ${callContact(contact)}`} size="xl">
      <QueryView query={query}>
        {(plan) => {
          const days = countOf(plan.cooling_off_days, "day");
          return (
            <Stack>
              <ErasePlanView plan={{ ...plan, blockers: [] }} />
              <Checkbox
                label="Erase at once"
                description={`Without the ${days} in which it can be withdrawn.`}
                checked={immediately}
                onChange={({ currentTarget }) => setImmediately(currentTarget.checked)}
              />
              {erase.error && <ErrorNotice error={erase.error} />}
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  Keep everything
                </Button>
                <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
                  {immediately ? "Erase now" : `Erase in ${days}`}
                </Button>
              </Group>
            </Stack>
          );
        }}
      </QueryView>
    </Modal>
  );
}
