import { Alert } from "@mantine/core";
import { CopyField } from "../../design/text/copy-field.tsx";

export function PendingNotice() {
  return (
    <>
      <Alert color="gray" title="There is no receipt yet" role="status">
        It is signed when everything is erased, and then appears here by itself. Keep the address of this page outside
        Avow: it is the only way back to the receipt.
      </Alert>
      <CopyField label="Address of this receipt" value={location.href} />
    </>
  );
}
