import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { describeRequest, describeState } from "../privacy-requests/describe-request.ts";
import { EraseContactDialog } from "./erase-contact-dialog.tsx";
import {
  type Contact,
  type ContactRequest,
  contactRequestsQuery,
  fetchArchive,
  requestForContact,
  withdrawContactRequest,
} from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";

/** What somebody is given, or has erased, when they ask for it. */
export function PrivacySection({ contact }: { contact: Contact }) {
  const query = useQuery(contactRequestsQuery(contact.id));
  const changed = useContactChanged();
  const [isErasing, erasing] = useDisclosure();
  const ask = useMutation({
    mutationFn: () => requestForContact({ contact_id: contact.id, kind: "export" }),
    onSuccess: () => tell("The export is ready below."),
    onError: tellFailure,
    onSettled: () => changed(contact.id),
  });
  return (
    <Section
      title="When they ask"
      description="Everything that is kept about them as a file, or its end with a signed receipt."
      action={
        <Group gap="xs">
          <Button size="xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
            Prepare export
          </Button>
          <Button size="xs" variant="outline" color="red" c="var(--bad)" onClick={erasing.open}>
            Erase…
          </Button>
        </Group>
      }
    >
      <QueryView query={query}>
        {(requests) => requests.map((request) => <RequestLine key={request.id} contact={contact} request={request} />)}
      </QueryView>
      {isErasing && <EraseContactDialog contact={contact} onClose={erasing.close} />}
    </Section>
  );
}

function RequestLine({ contact, request }: { contact: Contact; request: ContactRequest }) {
  const changed = useContactChanged();
  const withdraw = useMutation({
    mutationFn: () => withdrawContactRequest(request.id),
    onSuccess: () => tell("Withdrawn. Nothing was erased."),
    onError: tellFailure,
    onSettled: () => changed(contact.id),
  });
  const { label, tone } = describeState(request.state);
  return (
    <Group justify="space-between" py={8} style={{ borderTop: "1px solid var(--line)" }}>
      <div>
        <Text fz="sm">{describeRequest(request)}</Text>
        <Text fz="xs" c="dimmed">
          asked <Time value={request.created_at} />
          {request.cooling_off_until && (
            <>
              , starts <Time value={request.cooling_off_until} />
            </>
          )}
        </Text>
      </div>
      <Group gap="xs">
        <StatusDot tone={tone}>{label}</StatusDot>
        {request.archive && (
          <DownloadButton
            size="compact-sm"
            name={`contact-${contact.id}.zip`}
            fetchFile={() => fetchArchive(request.id)}
          >
            Download
          </DownloadButton>
        )}
        {request.state === "cooling_off" && (
          <Button size="compact-sm" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw
          </Button>
        )}
      </Group>
    </Group>
  );
}
