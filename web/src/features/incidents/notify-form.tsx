import { Button, Switch, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type IncidentDetails, notifyAffected } from "./queries.ts";

/** What those concerned are told (Article 34): members, and people outside where that is chosen. Once. */
export function NotifyForm({ incident }: { incident: IncidentDetails }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { notice: "", tells_contacts: false },
    validate: { notice: (text: string) => (text.trim() ? null : "Write what they should know.") },
  });
  const send = submit(async ({ notice, tells_contacts }) => {
    await notifyAffected(incident.id, { notice: notice.trim(), tells_contacts });
    await client.invalidateQueries({ queryKey: ["incidents"] });
    tell(incident.is_drill ? "Noted; a drill mails nobody." : "They are told.");
  });
  const { members, contacts } = incident.affected;
  return (
    <form onSubmit={send} noValidate>
      <Textarea
        label="Tell those concerned"
        description="In plain words: what happened, what may come of it, what you did and what they can do. It can be sent once."
        autosize
        minRows={3}
        maxLength={8000}
        key={form.key("notice")}
        {...form.getInputProps("notice")}
      />
      <Switch
        my="xs"
        label={`Write to people outside as well: about ${contacts}`}
        description="They are mailed these words, each by the workspace that knows them."
        key={form.key("tells_contacts")}
        {...form.getInputProps("tells_contacts", { type: "checkbox" })}
      />
      <Text fz="sm" c="dimmed">
        {members} members get a link to it.
      </Text>
      {error !== null && <ErrorNotice error={error} />}
      <Button type="submit" mt="xs" variant="default" loading={isBusy}>
        Tell them
      </Button>
    </form>
  );
}
