import { Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AcknowledgeButton } from "./acknowledge-button.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { CorrectionsList } from "./corrections-list.tsx";
import { describeState, kinds } from "./describe-rights-request.ts";
import { ExtendForm } from "./extend-form.tsx";
import { type RightsDetails, rightsRequestQuery } from "./queries.ts";
import { ForwardForm } from "./forward-form.tsx";
import { PermissionSection } from "./permission-section.tsx";
import { VerifyButtons } from "./verify-buttons.tsx";

const askers = { self: "For themselves", agent: "For somebody who authorised them", guardian: "For a child" };

/** One request: what was written, and what can be done about it. */
export function RequestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { organization } = useCurrent();
  const query = useQuery(rightsRequestQuery(organization.id, id));
  return (
    <Modal opened onClose={onClose} title={query.data ? kinds[query.data.kind] : "Request"} size="lg">
      <QueryView query={query}>{(request) => <Request request={request} onDone={onClose} />}</QueryView>
    </Modal>
  );
}

function Request({ request, onDone }: { request: RightsDetails; onDone: () => void }) {
  const { can } = useCurrent();
  const isOpen = request.closed_at === null && can("rights_requests.write");
  return (
    <Stack>
      <Facts request={request} />
      <CorrectionsList request={request} />
      {isOpen && <AcknowledgeButton request={request} />}
      <PermissionSection request={request} />
      {isOpen && request.state === "verifying" && <VerifyButtons request={request} />}
      <ForwardForm request={request} />
      {isOpen && <AnswerForm request={request} onDone={onDone} />}
      {isOpen && request.extendable_to && <ExtendForm request={request} until={request.extendable_to} />}
    </Stack>
  );
}

function Facts({ request }: { request: RightsDetails }) {
  const { label, tone } = describeState(request);
  return (
    <div>
      <StatusDot tone={tone}>{label}</StatusDot>
      <Text fz="sm">
        Due <Time value={request.due_at} />, by {request.law}
        {request.residence ? `, from ${request.residence}` : ""}. {askers[request.asker]}
        {request.representative_id ? ", by a signed message" : ""}.
      </Text>
      <Text fz="sm" className="anywhere">
        {[request.name, request.address].filter(Boolean).join(", ")}
        {request.subject_address ? `, about ${request.subject_address}` : ""}
      </Text>
      {request.details && (
        <Text fz="sm" mt="xs" className="wraps">
          {request.details}
        </Text>
      )}
      {request.extension_reason && <Said title="Why it takes longer" text={request.extension_reason} />}
      {request.reply && <Said title="Answer" text={request.reply} />}
    </div>
  );
}

export function Said({ title, text }: { title: string; text: string }) {
  return (
    <div style={{ marginTop: 10 }}>
      <Text fz="sm" fw={600}>
        {title}
      </Text>
      <Text fz="sm" className="wraps">
        {text}
      </Text>
    </div>
  );
}
