import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { acknowledgeRequest, type RightsDetails } from "./queries.ts";

/** Where the law wants it told that a request came in: until when, or when it was. */
export function AcknowledgeButton({ request }: { request: RightsDetails }) {
  const { acknowledge_until: by, acknowledged_at: at } = request;
  if (at)
    return (
      <Text fz="sm">
        They were told on <Time value={at} show="date" /> that it came in.
      </Text>
    );
  return by ? <Waiting request={request} by={by} /> : null;
}

function Waiting({ request, by }: { request: RightsDetails; by: string }) {
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => acknowledgeRequest(request.id),
    onSuccess: () => tell("They get a link that says so."),
    onSettled: () => client.invalidateQueries({ queryKey: ["rights-requests"] }),
  });
  const isLate = request.is_unacknowledged;
  return (
    <Alert
      color={isLate ? "red" : "yellow"}
      title={isLate ? "Nobody told them that it came in" : "Confirm the receipt"}
    >
      <Text fz="sm">
        By {request.law} they have to know by <Time value={by} /> that it came in and how it goes on. An answer counts
        as well.
      </Text>
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <Group mt="xs">
        <Button size="xs" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          Tell them that it came in
        </Button>
      </Group>
    </Alert>
  );
}
