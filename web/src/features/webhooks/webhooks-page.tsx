import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { EndpointRow } from "./endpoint-row.tsx";
import { NewEndpointDialog } from "./new-endpoint-dialog.tsx";
import { endpointsQuery } from "./queries.ts";
import { VerifySection } from "./verify-section.tsx";

/** Who is told of what happens in the workspace. */
export function WebhooksPage() {
  const { workspace, can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const query = useQuery(endpointsQuery(workspace.id));
  const mayWrite = can("webhooks.write");
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={creation.open}>
      Add endpoint
    </Button>
  );
  return (
    <Page
      title="Webhooks"
      actions={
        <>
          <ButtonLink to="/developers/deliveries" size="xs" variant="default">
            Deliveries
          </ButtonLink>
          {add}
        </>
      }
    >
      <Stack>
        <Section
          title="Endpoints"
          description="Addresses of yours that are told of events. Each message is signed, tried for three days, and never lost without a word."
        >
          <QueryView query={query}>
            {(endpoints) =>
              endpoints.length === 0 ? (
                <Empty icon={IconWebhook} title="Nobody is told yet" action={add || undefined}>
                  Add an address, and events are posted there as they happen: ids and codes, nothing about a person.
                </Empty>
              ) : (
                <div>
                  {endpoints.map((endpoint) => (
                    <EndpointRow key={endpoint.id} endpoint={endpoint} mayWrite={mayWrite} />
                  ))}
                </div>
              )
            }
          </QueryView>
        </Section>
        <VerifySection />
      </Stack>
      {isCreating && <NewEndpointDialog onClose={creation.close} />}
    </Page>
  );
}
