import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LockSection } from "../account-locks/lock-section.tsx";
import { TakeoverSections } from "../takeovers/takeover-section.tsx";
import { EraseSection } from "./erase-section.tsx";
import { ExportSection } from "./export-section.tsx";
import { ImportSection } from "./import-section.tsx";
import { privacyRequestsQuery } from "./queries.ts";
import { RequestsSection } from "./requests-section.tsx";

export function MyDataPage() {
  const { organization, user, workspace } = useCurrent();
  const query = useQuery(privacyRequestsQuery);
  const isOwner = organization.role === "owner";
  return (
    <Page title="My data" tabs={<TrustIndex />} narrow>
      <Stack>
        <TakeoverSections />
        <ExportSection
          title="Export your data"
          description="Everything Avow keeps about you, as a zip with JSON, CSV and an index you can read in a browser."
        />
        {isOwner && (
          <ExportSection
            organizationId={organization.id}
            title={`Export ${organization.name}`}
            description="Agents, members, keys without their secrets, settings and the audit log of the organization."
          />
        )}
        <LockSection />
        <RequestsSection query={query} />
        <ImportSection
          whose="mine"
          title="Import an export of yours"
          description={`The zip that you exported here or elsewhere. Conversations and files of your own come into ${workspace.name}; you see first what would come of it.`}
        />
        {isOwner && (
          <ImportSection
            whose="organization"
            title="Import an organization's export"
            description={`The zip of an organization or of one workspace. Its agents, contacts, files, rules, routes and webhooks come into ${workspace.name}, webhooks disabled; members, keys and records stay behind.`}
          />
        )}
        <EraseSection
          title="Erase your account"
          description="You see first what goes and what stays, and why. Then there are some days to change your mind."
          typeToConfirm={user.email}
        />
        {isOwner && (
          <EraseSection
            organizationId={organization.id}
            title={`Erase ${organization.name}`}
            description="All workspaces, agents and settings. Members are told at once and keep their own accounts."
            typeToConfirm={organization.name}
          />
        )}
      </Stack>
    </Page>
  );
}
