import { Alert } from "@mantine/core";
import { useCurrent } from "../workspaces/current.ts";

export function SuspendedNotice() {
  const { organization } = useCurrent();
  if (!organization.suspended) return null;
  return (
    <Alert color="yellow" radius={0} title={`${organization.name} is suspended`}>
      You can read, export and erase. Nothing is sent or answered until the operator lifts the suspension.
    </Alert>
  );
}
