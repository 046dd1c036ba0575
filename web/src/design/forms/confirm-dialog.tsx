import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, type ReactNode, useState } from "react";
import { ErrorNotice } from "../states/error-notice.tsx";

interface ConfirmDialogProps {
  title: string;
  /** Names the effect: "Remove Bob", never "OK". */
  action: string;
  /** Asked only where there is no way back. */
  typeToConfirm?: string;
  children: ReactNode;
  isBusy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const isReady = !props.typeToConfirm || typed.trim() === props.typeToConfirm;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) props.onConfirm();
  };
  return (
    <Modal opened onClose={props.onClose} title={props.title}>
      <form onSubmit={submit}>
        <Stack>
          <Text fz="sm" component="div">
            {props.children}
          </Text>
          {props.typeToConfirm && (
            <TextInput
              label={`Type “${props.typeToConfirm}” to confirm`}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {props.error !== undefined && props.error !== null && <ErrorNotice error={props.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" loading={props.isBusy ?? false} disabled={!isReady}>
              {props.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
