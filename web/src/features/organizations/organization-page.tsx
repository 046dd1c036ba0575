import { Stack } from "@mantine/core";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { SupportSection } from "../support/support-section.tsx";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ProvidersSection } from "../identities/providers-section.tsx";
import { WorkspacesSection } from "../workspaces/workspaces-section.tsx";
import { AiSection } from "./ai-section.tsx";
import { NameSection } from "./name-section.tsx";

export function OrganizationPage() {
  const { organization, can } = useCurrent();
  return (
    <Page title="Organization" tabs={<SettingsTabs />} narrow>
      <Stack key={organization.id}>
        <NameSection />
        <AiSection />
        <WorkspacesSection />
        {can("sign_in.read") && <ProvidersSection />}
        {can("support_access.write") && <SupportSection />}
        {can("organization.erase") && <EraseSection />}
        {!can("organization.write") && (
          <Section
            title="Your role"
            description={`You are ${organization.role} here. Owners and admins change these settings.`}
          />
        )}
      </Stack>
    </Page>
  );
}

function EraseSection() {
  return (
    <Section
      title="Erase the organization"
      description="Shows first what would go and what would stay. Members are told, and you can withdraw for some days."
      danger
      action={
        <ButtonLink to="/trust/data" variant="default" size="xs">
          Go to My data
        </ButtonLink>
      }
    />
  );
}
