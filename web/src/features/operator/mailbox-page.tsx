import { Accordion, Group, Text } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { LinkedText } from "../../design/text/linked-text.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { OperatorIndex } from "./operator-index.tsx";
import { type Mail, mailboxQuery } from "./queries.ts";

export function MailboxPage() {
  const query = useQuery(mailboxQuery);
  return (
    <Page title="Mailbox" tabs={<OperatorIndex />} narrow>
      <Section
        title="Mail that was not sent"
        description="What Avow would have mailed, kept here while no mail server is set up."
      >
        <QueryView query={query}>
          {(mails) =>
            mails.length === 0 ? (
              <Empty icon={IconMailOpened} title="No mail">
                Invitations, confirmations and password links appear here.
              </Empty>
            ) : (
              <Accordion variant="default" order={3}>
                {mails.map((mail) => (
                  <MailItem key={mail.id} mail={mail} />
                ))}
              </Accordion>
            )
          }
        </QueryView>
      </Section>
    </Page>
  );
}

function MailItem({ mail }: { mail: Mail }) {
  return (
    <Accordion.Item value={mail.id}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs" pr="sm">
          <div style={{ minWidth: 0 }}>
            <Text fz="sm" fw={500}>
              {mail.subject}
            </Text>
            <Text fz="xs" c="dimmed" className="anywhere">
              {mail.to}
            </Text>
          </div>
          <Text fz="xs" c="dimmed">
            <Time value={mail.created_at} />
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <LinkedText text={mail.text} />
      </Accordion.Panel>
    </Accordion.Item>
  );
}
