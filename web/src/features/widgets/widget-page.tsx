import { Button, Stack, Switch, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeleteWidgetDialog } from "./delete-widget-dialog.tsx";
import { type Widget, updateWidget, widgetQuery } from "./queries.ts";
import { VisitsSection } from "./visits-section.tsx";
import { WidgetForm } from "./widget-form.tsx";

export function WidgetPage() {
  const { widgetId } = useParams({ from: "/app/agents/widgets/$widgetId" });
  const query = useQuery(widgetQuery(widgetId));
  return (
    <Page title={query.data?.name ?? "Chat widget"} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={6} />}>
        {(widget) => <WidgetSections key={widget.id} widget={widget} />}
      </QueryView>
    </Page>
  );
}

function WidgetSections({ widget }: { widget: Widget }) {
  const { can } = useCurrent();
  const [isDeleting, deleting] = useDisclosure();
  const mayWrite = can("widgets.write");
  return (
    <Stack>
      <OnOff widget={widget} mayWrite={mayWrite} />
      <Section title="Put it onto a site" description="Before the end of the page's body. It sets no cookie.">
        <CodeBlock language="html" code={widget.snippet} />
      </Section>
      {mayWrite && <WidgetForm widget={widget} />}
      <Preview widget={widget} />
      <VisitsSection widget={widget} />
      {mayWrite && (
        <Section
          title="Delete this widget"
          description="Its visitors are erased with what they wrote."
          danger
          action={
            <Button size="xs" variant="outline" color="red" c="var(--bad)" onClick={deleting.open}>
              Delete…
            </Button>
          }
        />
      )}
      {isDeleting && <DeleteWidgetDialog widget={widget} onClose={deleting.close} />}
    </Stack>
  );
}

function OnOff({ widget, mayWrite }: { widget: Widget; mayWrite: boolean }) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const change = (enabled: boolean) => {
    setError(null);
    updateWidget(widget.id, { enabled })
      .then((changed) => client.setQueryData(widgetQuery(widget.id).queryKey, changed))
      .catch(setError);
  };
  return (
    <Section
      title={widget.enabled ? "It is on" : "It is off"}
      description="Off, nobody is answered any more from the next message on. Visitors can still delete what they wrote."
      action={
        <Switch
          label="On"
          disabled={!mayWrite}
          checked={widget.enabled}
          onChange={({ currentTarget }) => change(currentTarget.checked)}
        />
      }
    >
      {!widget.is_answered && (
        <Text fz="sm" c="var(--bad)">
          Whoever answered for it is gone. Save it, and it answers with your rights.
        </Text>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </Section>
  );
}

/** The window itself, as visitors have it: what is written in it counts. */
function Preview({ widget }: { widget: Widget }) {
  return (
    <Section title="Preview" description="This is the window itself. What you write here is answered, and counts.">
      {widget.enabled ? (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- a page of Avow's own, answered for its origin
        <iframe
          key={widget.version}
          title={`Preview of ${widget.name}`}
          src={`/widget/${widget.id}`}
          style={{ width: "100%", maxWidth: 380, height: 520, border: "1px solid var(--line)", borderRadius: 12 }}
        />
      ) : (
        <Text fz="sm" c="dimmed">
          It is off.
        </Text>
      )}
    </Section>
  );
}
