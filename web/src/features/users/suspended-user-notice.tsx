import { Alert, Group, Text } from "@mantine/core";
import { ButtonLink } from "../../design/page/links.tsx";
import { useCurrent } from "../workspaces/current.ts";

/** Tells a suspended user why, and leads to what stays theirs to do. */
export function SuspendedUserNotice() {
  const { user } = useCurrent();
  if (user.suspended_reason === null) return null;
  return (
    <Alert color="yellow" radius={0} title="Your account is suspended">
      <Group justify="space-between">
        <Text fz="sm">
          The operator says: {user.suspended_reason} You can still take your data with you, and erase it.
        </Text>
        <ButtonLink to="/trust/data" size="compact-sm" variant="default">
          Export or erase my data
        </ButtonLink>
      </Group>
    </Alert>
  );
}
