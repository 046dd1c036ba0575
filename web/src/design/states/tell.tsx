import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { describeProblem } from "./problem.ts";

const undoMs = 6_000;

export function tell(message: string): void {
  notifications.show({ message });
}

/** For a failure that has no place on the page to be shown at. */
export function tellFailure(error: unknown): void {
  const { title, help, requestId } = describeProblem(error);
  const message = [help, requestId && `Request ${requestId}`].filter(Boolean).join(" ");
  notifications.show({ color: "red", title, message, autoClose: 12_000 });
}

/** Says what is about to happen and does it unless the person takes it back in time, also when the page is left. */
export function tellWithUndo(message: string, work: () => Promise<void>, undo: () => void): void {
  let isSettled = false;
  const settle = (act: () => void) => {
    if (isSettled) return;
    isSettled = true;
    removeEventListener("pagehide", finish);
    act();
  };
  const finish = () => settle(() => void work().catch((error: unknown) => (undo(), tellFailure(error))));
  const takeBack = () => {
    settle(undo);
    notifications.hide(id);
  };
  const id = notifications.show({
    autoClose: undoMs,
    onClose: finish,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text fz="sm">{message}</Text>
        <Button size="compact-sm" variant="default" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ),
  });
  addEventListener("pagehide", finish);
}
