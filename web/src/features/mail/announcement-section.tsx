import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { sendAnnouncement } from "./queries.ts";

const empty = { subject: "", text: "", subject_de: "", text_de: "" };

/** News to those who asked for them. */
export function AnnouncementSection() {
  const { form, error, isBusy, submit } = useProblemForm({ initialValues: empty });
  // Where it stopped in the middle, the same button goes on behind whoever was written to last.
  const [reached, setReached] = useState({ mails: 0, next: "" });
  const send = submit(async (values) => {
    const { mails: before, next } = reached;
    const mails =
      before + (await sendAnnouncement(values, next, (n, after) => setReached({ mails: before + n, next: after })));
    tell(mails === 1 ? "One mail is on its way." : `${mails} mails are on their way.`);
    setReached({ mails: 0, next: "" });
    form.reset();
  });
  return (
    <Section
      title="Write news"
      description="Goes only to those who said yes under Settings, Mail; each mail ends it with one click. An empty line begins a paragraph."
    >
      <form onSubmit={send}>
        <Stack maw={640}>
          <TextInput
            label="Subject"
            required
            maxLength={150}
            key={form.key("subject")}
            {...form.getInputProps("subject")}
          />
          <Textarea label="Text" required autosize minRows={4} key={form.key("text")} {...form.getInputProps("text")} />
          <TextInput
            label="Subject in German"
            description="For those who read German; the other one where it is empty."
            maxLength={150}
            key={form.key("subject_de")}
            {...form.getInputProps("subject_de")}
          />
          <Textarea
            label="Text in German"
            autosize
            minRows={3}
            key={form.key("text_de")}
            {...form.getInputProps("text_de")}
          />
          {error !== null && <ErrorNotice error={error} />}
          {reached.mails > 0 && (
            <Text fz="sm" role="status">
              {reached.mails} mails are on their way so far.{" "}
              {!isBusy && "Send again to go on with the others; do not change the text."}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={isBusy}>
              {reached.mails > 0 && !isBusy ? "Go on with the others" : "Send to all who asked for it"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
