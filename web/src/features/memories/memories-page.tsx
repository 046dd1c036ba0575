import { Stack } from "@mantine/core";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { MemoryConsent } from "./memory-consent.tsx";
import { MemoryList } from "./memory-list.tsx";

/** Settings › Memories: what agents of this workspace know of oneself. Nobody else sees it. */
export function MemoriesPage() {
  return (
    <Page title="Memories" tabs={<SettingsTabs />} narrow>
      <Stack>
        <Section title="Whether agents remember">
          <MemoryConsent />
        </Section>
        <Section
          title="What they remember of you"
          description="Each agent knows its own, of you alone. You can also write “Forget that”, or “Forget what I said about …”, in a conversation."
        >
          <MemoryList />
        </Section>
      </Stack>
    </Page>
  );
}
