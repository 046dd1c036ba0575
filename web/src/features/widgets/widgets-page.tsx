import { Badge, Button, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMessageCircle, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { AgentsTabs } from "../agents/agents-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { NewWidgetDialog } from "./new-widget-dialog.tsx";
import { type Widget, widgetsQuery } from "./queries.ts";

/** Chat windows for other sites. */
export function WidgetsPage() {
  const { workspace, can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const query = useQuery(widgetsQuery(workspace.id));
  const add = can("widgets.write") && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={creation.open}>
      Make a widget
    </Button>
  );
  return (
    <Page title="Chat widgets" tabs={<AgentsTabs />} actions={add}>
      <QueryView query={query}>
        {(widgets) =>
          widgets.length === 0 ? (
            <Empty icon={IconMessageCircle} title="No widgets yet" action={add || undefined}>
              A widget puts an agent onto another site. Visitors agree to a notice first, need no account, and can
              delete what they wrote at any time.
            </Empty>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {widgets.map((widget) => (
                <WidgetCard key={widget.id} widget={widget} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryView>
      {isCreating && <NewWidgetDialog onClose={creation.close} />}
    </Page>
  );
}

function WidgetCard({ widget }: { widget: Widget }) {
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} className="ellipsis">
          {widget.name}
        </Title>
        <Badge color={widget.enabled ? "green" : "gray"}>{widget.enabled ? "On" : "Off"}</Badge>
      </Group>
      <Text fz="sm" c="dimmed" lineClamp={2} mt={4} mih={40} className="anywhere">
        {widget.origins.join(", ") || "On no site yet."}
      </Text>
      <Group mt={12}>
        <ButtonLink
          to="/agents/widgets/$widgetId"
          params={{ widgetId: widget.id }}
          size="xs"
          variant="default"
          aria-label={`Open ${widget.name}`}
        >
          Open
        </ButtonLink>
      </Group>
    </Card>
  );
}
