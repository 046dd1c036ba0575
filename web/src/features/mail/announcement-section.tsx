import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { Section } from "../../design/section.tsx";
import { tell } from "../../design/tell.tsx";
import { useProblemForm } from "../../design/use-problem-form.ts";
import { sendAnnouncement } from "./queries.ts";

const empty = { subject: "", text: "", subject_de: "", text_de: "" };

/** News to those who asked for them. */
export function AnnouncementSection() {
  const { form, error, isBusy, submit } = useProblemForm({ initialValues: empty });
  const send = submit(async (values) => {
    const { recipients } = await sendAnnouncement(values);
    tell(recipients === 1 ? "One mail is on its way." : `${recipients} mails are on their way.`);
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
          <Group>
            <Button type="submit" loading={isBusy}>
              Send to all who asked for it
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
