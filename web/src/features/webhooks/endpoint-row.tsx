import { Badge, Button, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import {
  deleteEndpoint,
  endpointsQuery,
  recoverEndpoint,
  rotateSecret,
  setEndpointState,
  testEndpoint,
  type WebhookEndpoint,
} from "./queries.ts";

const dayMs = 86_400_000;

export function EndpointRow({ endpoint, mayWrite }: { endpoint: WebhookEndpoint; mayWrite: boolean }) {
  const { url, description, events, state, failures, failing_since, last_success_at, disabled_reason } = endpoint;
  const tone = state === "disabled" ? "off" : failures > 0 ? "bad" : "good";
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingBlock: 12 }}>
      <Group justify="space-between" gap="xs">
        <div style={{ flex: "1 1 260px", minWidth: 0 }}>
          <Text fz="sm" fw={500} className="anywhere">
            {url}
          </Text>
          <Text fz="xs" c="dimmed" className="anywhere">
            {[description, endpoint.id].filter(Boolean).join(" · ")}
          </Text>
          <Group gap={4} mt={4}>
            {events.map((name) => (
              <Badge key={name} color="gray">
                {name === "*" ? "all events" : name}
              </Badge>
            ))}
            {endpoint.ordered && <Badge color="gray">in order</Badge>}
            {endpoint.payload === "full" && <Badge color="orange">personal data</Badge>}
          </Group>
        </div>
        <StatusDot tone={tone}>{state === "disabled" ? "disabled" : failures > 0 ? "failing" : "enabled"}</StatusDot>
      </Group>
      <Text fz="xs" c="dimmed" mt={4}>
        {last_success_at ? "Last arrival " : "Nothing has arrived yet"}
        {last_success_at && <Time value={last_success_at} />}
        {failing_since && `, ${failures} failures in a row since `}
        {failing_since && <Time value={failing_since} />}
        {disabled_reason === "delivery.gone" && ". It said that nobody is there any more."}
        {disabled_reason === "webhooks.failed_for_days" && ". It only failed for five days."}
        {disabled_reason === "webhooks.imported" && ". It came with an import: rotate its secret, then enable it."}
      </Text>
      {endpoint.public_key && <CopyField label="Public key" value={endpoint.public_key} />}
      {mayWrite && <Actions endpoint={endpoint} />}
    </div>
  );
}

function Actions({ endpoint: { id, url, state } }: { endpoint: WebhookEndpoint }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const [isDeleting, deletion] = useDisclosure();
  const [secret, setSecret] = useState<string | null>();
  const act = useMutation({
    mutationFn: (run: () => Promise<string>) => run(),
    onSuccess: (said) => {
      tell(said);
      deletion.close();
      return client.invalidateQueries(endpointsQuery(workspace.id));
    },
  });
  const button = (label: string, run: () => Promise<string>) => (
    <Button size="compact-sm" variant="default" disabled={act.isPending} onClick={() => act.mutate(run)}>
      {label}
    </Button>
  );
  const isEnabled = state === "enabled";
  return (
    <Group gap="xs" mt={8}>
      {isEnabled && button("Send a test", async () => `A test is on its way: ${(await testEndpoint(id)).delivery_id}.`)}
      {isEnabled &&
        button("Recover the last day", async () => {
          const { recovered } = await recoverEndpoint(id, new Date(Date.now() - dayMs).toISOString());
          return `${recovered} events are sent again.`;
        })}
      {button("New secret", async () => {
        setSecret((await rotateSecret(id)).secret);
        return "For a day, both secrets sign.";
      })}
      {button(isEnabled ? "Disable" : "Enable", async () => {
        await setEndpointState(id, isEnabled ? "disabled" : "enabled");
        return isEnabled ? "It is told nothing more." : "It is told what happens from now on.";
      })}
      <Button size="compact-sm" variant="default" aria-label={`Delete ${url}`} onClick={deletion.open}>
        Delete…
      </Button>
      {act.error && !isDeleting && <ErrorNotice error={act.error} />}
      {isDeleting && (
        <ConfirmDialog
          title={`Delete ${url}`}
          action="Delete endpoint"
          isBusy={act.isPending}
          error={act.error}
          onConfirm={() =>
            act.mutate(async () => {
              await deleteEndpoint(id);
              return "The endpoint is deleted.";
            })
          }
          onClose={deletion.close}
        >
          What still waits for it is not sent. Its record stays in the deliveries.
        </ConfirmDialog>
      )}
      {secret !== undefined && (
        <Modal opened onClose={() => setSecret(undefined)} title="Copy the new secret now" closeOnClickOutside={false}>
          <CopyField label="Signing secret" value={secret ?? ""} />
        </Modal>
      )}
    </Group>
  );
}
