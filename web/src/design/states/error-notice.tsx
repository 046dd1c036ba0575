import { Alert, Button, CopyButton, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { describeProblem } from "./problem.ts";

/** What went wrong, what to do, and the request id to quote. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, help, requestId, isRetryable } = describeProblem(error);
  const retry = isRetryable ? onRetry : undefined;
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={17} />} title={title}>
      {help && <Text fz="sm">{help}</Text>}
      {(requestId || retry) && (
        <Group gap="xs" mt={8}>
          {retry && (
            <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={retry}>
              Try again
            </Button>
          )}
          {requestId && <RequestId id={requestId} />}
        </Group>
      )}
    </Alert>
  );
}

function RequestId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="transparent" color="gray" c="dimmed" fw={400} onClick={copy} px={0}>
          {copied ? "Copied" : `Request ${id}`}
        </Button>
      )}
    </CopyButton>
  );
}
