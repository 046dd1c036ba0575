import { Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { AiOffNotice } from "../organizations/ai-off-notice.tsx";
import { StartCards } from "../welcome/start-cards.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { RecentConversations } from "./recent-conversations.tsx";
import { WaitingForMe } from "./waiting-for-me.tsx";

export function HomePage() {
  const { workspace, isAiOn } = useCurrent();
  return (
    <Page
      title="Home"
      actions={
        <ButtonLink to="/conversations" size="xs" leftSection={<IconPlus size={15} />}>
          New conversation
        </ButtonLink>
      }
    >
      <Stack>
        {!isAiOn && <AiOffNotice />}
        <WaitingForMe />
        <RecentConversations />
        <Section title="Start something">
          <StartCards workspaceId={workspace.id} />
        </Section>
      </Stack>
    </Page>
  );
}
