import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Markdown } from "../../design/text/markdown.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { saveBlob } from "../../design/save-blob.ts";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { NotifyForm } from "./notify-form.tsx";
import { type IncidentDetails, incidentQuery, reportIncident } from "./queries.ts";

/** One incident: the authority's form, and the two things the law asks for. */
export function IncidentDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { organization, can } = useCurrent();
  const query = useQuery(incidentQuery(organization.id, id));
  const mayWrite = can("incidents.write");
  return (
    <Modal opened onClose={onClose} title="Incident" size="xl">
      <QueryView query={query}>
        {(incident) => (
          <Stack>
            <Markdown text={incident.form} isLive={false} />
            <Button variant="default" style={{ alignSelf: "flex-start" }} onClick={() => save(incident)}>
              Save the form
            </Button>
            {mayWrite && !incident.reported_at && <ReportForm incident={incident} />}
            {mayWrite && !incident.notified_at && <NotifyForm incident={incident} />}
            <ContactsTold incident={incident} />
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}

function ContactsTold({ incident }: { incident: IncidentDetails }) {
  const { contacts_told: told, contacts_unreachable: without, is_drill } = incident;
  if (told === null) return null;
  return (
    <Text fz="sm">
      {told} people outside {is_drill ? "would have been" : "were"} written to. {without ?? 0} have no e-mail address:
      they are yours to tell. What became of each mail is in the deliveries of its workspace.
    </Text>
  );
}

const save = ({ id, form }: IncidentDetails) =>
  saveBlob(new Blob([form], { type: "text/markdown" }), `incident-${id}.md`);

function ReportForm({ incident }: { incident: IncidentDetails }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { late_reason: "" },
    validate: {
      late_reason: (text: string) => (incident.is_late && !text.trim() ? "It is late: say why." : null),
    },
    refusals: { "incidents.reason_needed": "late_reason" },
  });
  const send = submit(async ({ late_reason }) => {
    await reportIncident(incident.id, late_reason.trim());
    await client.invalidateQueries({ queryKey: ["incidents"] });
    tell("Noted that the authority was told.");
  });
  return (
    <form onSubmit={send} noValidate>
      {incident.is_late && (
        <Textarea
          label="Why it comes late"
          autosize
          minRows={2}
          maxLength={4000}
          key={form.key("late_reason")}
          {...form.getInputProps("late_reason")}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
      <Button type="submit" mt="xs" loading={isBusy}>
        The authority was told
      </Button>
    </form>
  );
}
