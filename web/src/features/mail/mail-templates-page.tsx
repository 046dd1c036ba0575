import { Accordion, Badge, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LinkedText } from "../../design/text/linked-text.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { saveBlob } from "../../design/save-blob.ts";
import { Section } from "../../design/page/section.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { type MailLanguage, type MailTemplate, mailTemplatesQuery } from "./queries.ts";

const languages: { value: MailLanguage; label: string }[] = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
];

/** Every mail as it would go out, filled with an example. */
export function MailTemplatesPage() {
  const [language, setLanguage] = useState<MailLanguage>("en");
  const query = useQuery(mailTemplatesQuery(language));
  return (
    <Page title="Mail templates" tabs={<OperatorIndex />} narrow>
      <Section
        title="What Avow writes"
        description="Each person gets the language they chose in their profile, and English where there is no other."
      >
        <Stack>
          <Group>
            <SegmentedControl
              aria-label="Language"
              size="xs"
              data={languages}
              value={language}
              onChange={(value) => setLanguage(value)}
            />
          </Group>
          <QueryView query={query}>
            {({ data }) => (
              <Accordion variant="default" order={3}>
                {data.map((template) => (
                  <TemplateItem key={template.name} template={template} />
                ))}
              </Accordion>
            )}
          </QueryView>
        </Stack>
      </Section>
    </Page>
  );
}

function TemplateItem({ template: { name, topic, subject, text, html } }: { template: MailTemplate }) {
  const download = () => saveBlob(new Blob([html], { type: "text/html" }), `${name}.html`);
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs" pr="sm">
          <Text fz="sm" fw={500} className="anywhere">
            {subject}
          </Text>
          <Badge variant="light">{topic}</Badge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <LinkedText text={text} />
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={download}
            >
              Download as HTML
            </Button>
          </Group>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
