import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconServer } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { ConnectionsTabs } from "../connections/connections-tabs.tsx";
import { ImageConfigurationsSection } from "../image-configurations/image-configurations-section.tsx";
import { RoutesSection } from "../model-routes/routes-section.tsx";
import { ProvidersSection } from "../providers/providers-section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AddModelServerDialog } from "./add-model-server-dialog.tsx";
import { ModelServerRow } from "./model-server-row.tsx";
import { modelServersQuery } from "./queries.ts";

export function ModelServersPage() {
  const { organization, can } = useCurrent();
  const [isAdding, adding] = useDisclosure();
  const mayAdd = can("models.write");
  const query = useQuery(modelServersQuery(organization.id));
  const addButton = (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={adding.open}>
      Connect a model server
    </Button>
  );
  return (
    <Page title="Connections" tabs={<ConnectionsTabs />} actions={mayAdd && addButton}>
      <Stack>
        <Section
          title="Model servers"
          description="Where answers come from. Nothing is sent to a host that is not listed here."
        >
          <QueryView query={query}>
            {(servers) =>
              servers.length === 0 ? (
                <Empty icon={IconServer} title="Only the sandbox so far" action={mayAdd && addButton}>
                  Agents answer from a scripted model on this machine, and say so. Connect any server that speaks the
                  OpenAI dialect: Ollama, vLLM, llama.cpp or a provider you have an agreement with.
                </Empty>
              ) : (
                servers.map((server) => <ModelServerRow key={server.id} server={server} mayRemove={mayAdd} />)
              )
            }
          </QueryView>
        </Section>
        <ProvidersSection mayConnect={mayAdd} />
        <RoutesSection mayWrite={mayAdd} />
        <ImageConfigurationsSection mayWrite={mayAdd} />
        <Section
          title="Channels"
          description="E-mail, WhatsApp, Telegram and social networks will be connected here. They are not built yet."
        />
      </Stack>
      {isAdding && <AddModelServerDialog onClose={adding.close} />}
    </Page>
  );
}
