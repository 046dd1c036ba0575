import { Anchor, Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBook, IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { ConnectedAppsSection } from "../api-clients/connected-apps-section.tsx";
import { WorkspaceAppsSection } from "../api-clients/workspace-apps-section.tsx";
import { DevicesSection } from "../api-clients/devices-section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ApiKeyRow } from "./api-key-row.tsx";
import { McpSection } from "./mcp-section.tsx";
import { NewApiKeyDialog } from "./new-api-key-dialog.tsx";
import { apiKeysQuery } from "./queries.ts";

export function ApiKeysPage() {
  const { can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const mayUse = can("api_keys.write");
  return (
    <Page
      title="Developers"
      actions={
        <>
          <ButtonLink to="/developers/webhooks" size="xs" variant="default">
            Webhooks
          </ButtonLink>
          <ButtonLink to="/developers/deliveries" size="xs" variant="default">
            Deliveries
          </ButtonLink>
          <ButtonLink to="/developers/generations" size="xs" variant="default">
            Generations
          </ButtonLink>
          <Button
            component="a"
            href="/docs"
            visibleFrom="sm"
            size="xs"
            variant="default"
            leftSection={<IconBook size={15} />}
          >
            API reference
          </Button>
          {mayUse && (
            <Button size="xs" leftSection={<IconPlus size={15} />} onClick={creation.open}>
              Create key
            </Button>
          )}
        </>
      }
    >
      <Stack>
        {mayUse ? <KeysSection onCreate={creation.open} /> : <NotForThisRole />}
        <DevicesSection />
        <ConnectedAppsSection />
        {can("connected_apps.read") && <WorkspaceAppsSection />}
        <FirstCallSection />
        <McpSection />
      </Stack>
      {isCreating && <NewApiKeyDialog onClose={creation.close} />}
    </Page>
  );
}

function KeysSection({ onCreate }: { onCreate: () => void }) {
  const { organization } = useCurrent();
  const query = useQuery(apiKeysQuery(organization.id));
  return (
    <Section title="API keys" description="A key acts with the scopes you give it and never more than you may.">
      <QueryView query={query}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty icon={IconKey} title="No keys yet" action={<Button onClick={onCreate}>Create key</Button>}>
              A key lets a program use Avow for this organization. It is shown once; Avow keeps only its fingerprint.
            </Empty>
          ) : (
            <DataTable label="API keys" columns={["Name", "Scopes", "Expires", "Last used", ""]} minWidth={680}>
              {keys.map((apiKey) => (
                <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

function NotForThisRole() {
  return (
    <Section
      title="API keys"
      description="Owners, admins and developers create keys. Ask one of them, or ask for the developer role."
    />
  );
}

function FirstCallSection() {
  const { workspace } = useCurrent();
  const code = [
    `curl ${location.origin}/api/v1/agents \\`,
    '  -H "Authorization: Bearer $AVOW_KEY" \\',
    `  -H "Avow-Workspace: ${workspace.id}"`,
  ].join("\n");
  return (
    <Section
      title="A first call"
      description={
        <>
          Everything in this dashboard goes through the same API.{" "}
          <Anchor href="/docs" fz="sm">
            Read the reference
          </Anchor>
        </>
      }
    >
      <CodeBlock code={code} language="bash" />
    </Section>
  );
}
