import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CopyField } from "../../design/text/copy-field.tsx";
import type { PrivacyRequest } from "./queries.ts";

/** The link is told once, before the account that could ask for it is gone. */
export function KeepReceiptLink({ request, onClose }: { request: PrivacyRequest; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keep the link to your receipt" size="lg" closeOnClickOutside={false}>
      <Stack>
        <Text fz="sm">
          When everything is erased, a signed receipt says what went and what stayed. It is found by this link only, and
          the link is shown only now. Save it somewhere outside Avow.
        </Text>
        {request.receipt_token && (
          <CopyField label="Receipt" value={`${location.origin}/receipts/${request.receipt_token}`} />
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have saved it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
