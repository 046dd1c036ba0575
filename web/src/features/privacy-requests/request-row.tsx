import { Button, Group, Progress, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { use } from "react";
import { formatBytes } from "../../design/format.ts";
import { LocaleContext } from "../../design/locale.ts";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { describeRequest, describeState, isOpen } from "./describe-request.ts";
import { archiveUrl, type PrivacyRequest, privacyRequestsQuery, withdrawRequest } from "./queries.ts";

export function RequestRow({ request }: { request: PrivacyRequest }) {
  const { label, tone } = describeState(request.state);
  const { progress } = request;
  return (
    <div style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <Group justify="space-between">
        <div>
          <Text fz="sm" fw={500}>
            {describeRequest(request)}
          </Text>
          <Text fz="xs" c="dimmed">
            Asked <Time value={request.created_at} show="date" />
            {isOpen(request) && (
              <>
                , due <Time value={request.due_at} show="date" />
              </>
            )}
            {request.cooling_off_until && request.state === "cooling_off" && (
              <>
                , starts <Time value={request.cooling_off_until} show="full" />
              </>
            )}
          </Text>
        </div>
        <Group gap="xs">
          <StatusDot tone={tone}>{label}</StatusDot>
          <RequestActions request={request} />
        </Group>
      </Group>
      {request.refusal && (
        <Text fz="xs" c="dimmed" mt={4}>
          It could not be carried out: <span className="mono">{request.refusal}</span>
        </Text>
      )}
      {progress && isOpen(request) && (
        <Progress
          mt={10}
          size={6}
          value={(100 * progress.done) / Math.max(progress.total, 1)}
          aria-label={`${progress.done} of ${progress.total} steps done`}
        />
      )}
    </div>
  );
}

function RequestActions({ request }: { request: PrivacyRequest }) {
  const { locale } = use(LocaleContext);
  if (request.archive) {
    return (
      <Button
        component="a"
        href={archiveUrl(request.id)}
        download
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} />}
      >
        Download{request.archive.bytes !== null && ` ${formatBytes(request.archive.bytes, locale)}`}
      </Button>
    );
  }
  return request.state === "cooling_off" ? <WithdrawButton request={request} /> : null;
}

function WithdrawButton({ request }: { request: PrivacyRequest }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawRequest(request.id),
    onSuccess: () => tell("Withdrawn. Nothing was erased."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(privacyRequestsQuery),
  });
  return (
    <Button size="compact-sm" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
      Withdraw
    </Button>
  );
}
