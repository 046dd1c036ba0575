import { Button, Group, Modal, type ModalProps, Stack } from "@mantine/core";
import type { ReactNode, SubmitEventHandler } from "react";
import { ErrorNotice } from "../states/error-notice.tsx";

interface DialogFormProps {
  /** Names the effect: "Add endpoint", never "OK". */
  action: string;
  isDangerous?: boolean;
  isBusy: boolean;
  /** Something is missing yet. */
  isDisabled?: boolean;
  /** What was refused and belongs to no field; null for nothing. */
  error: unknown;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  onClose: () => void;
  children: ReactNode;
}

/** Fields, what was refused, and the two ways out. */
export function DialogForm({
  action,
  isDangerous = false,
  isBusy,
  isDisabled = false,
  error,
  onSubmit,
  onClose,
  children,
}: DialogFormProps) {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {children}
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDisabled} {...(isDangerous && { color: "red" })}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FormDialogProps extends DialogFormProps, Pick<ModalProps, "size"> {
  title: string;
}

/** A form in a dialog of its own. */
export function FormDialog({ title, size, ...form }: FormDialogProps) {
  return (
    <Modal opened onClose={form.onClose} title={title} {...(size !== undefined && { size })}>
      <DialogForm {...form} />
    </Modal>
  );
}
