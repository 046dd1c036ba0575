import { Badge, Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconArticle, IconInbox, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Page } from "../design/page/page.tsx";
import { InboxTabs } from "../features/inbox/inbox-tabs.tsx";
import { ContentTabs } from "../features/content/content-tabs.tsx";

interface ComingSoonProps {
  title: string;
  icon: TablerIcon;
  promise: string;
  parts: [string, string][];
  tabs?: ReactNode;
}

/** A place that is not built yet says what will be there, and offers nothing to click. */
function ComingSoon({ title, icon: Icon, promise, parts, tabs }: ComingSoonProps) {
  return (
    <Page title={title} tabs={tabs}>
      <Stack gap="xs" py={36} maw={640}>
        <Icon size={30} stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
        <Title order={2} fz={20} lts="-0.01em">
          {promise}
        </Title>
        <Badge color="gray">Not built yet</Badge>
      </Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {parts.map(([name, text]) => (
          <Card key={name}>
            <Title order={3}>{name}</Title>
            <Text fz="sm" c="dimmed" mt={4}>
              {text}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </Page>
  );
}

export function InboxPage() {
  return (
    <ComingSoon
      title="Inbox"
      icon={IconInbox}
      tabs={<InboxTabs />}
      promise="Every conversation with the people you serve, in one queue."
      parts={[
        [
          "Conversations",
          "Messages from e-mail, WhatsApp and Telegram, answered by a person or an agent, with a clear hand-over.",
        ],
        ["Tickets", "What needs following up, with an owner, a due time and its history."],
        ["Satisfaction", "A short question after each resolved ticket, and what people said."],
      ]}
    />
  );
}

export function ContentPage() {
  return (
    <ComingSoon
      title="Content"
      icon={IconArticle}
      tabs={<ContentTabs />}
      promise="Write once, approve, and publish where your readers are."
      parts={[
        ["Studio", "Drafts in Markdown with versions, review and suggestions you accept or discard."],
        ["Calendar", "What goes out when, on which channel, and what still waits for approval."],
        ["Campaigns", "A goal, its posts and messages, and how they did."],
        ["Assets", "Where each image and file is used."],
      ]}
    />
  );
}
