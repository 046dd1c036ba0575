import { Button, Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { updateWidget, type Widget, widgetQuery, widgetsQuery } from "./queries.ts";
import { LimitFields, LookFields, NoticeFields } from "./widget-form-fields.tsx";
import { toFields, toValues, type WidgetValues } from "./widget-values.ts";

export function WidgetForm({ widget }: { widget: Widget }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const agents = useQuery(agentsQuery(workspace.id));
  const { form, error, isBusy, submit } = useProblemForm<WidgetValues>({
    mode: "controlled",
    initialValues: toValues(widget),
  });
  const send = submit(async (values) => {
    const changed = await updateWidget(widget.id, toFields(values));
    client.setQueryData(widgetQuery(widget.id).queryKey, changed);
    await client.invalidateQueries(widgetsQuery(workspace.id));
    tell("Saved. It answers with your rights.");
  });
  return (
    <Section title="What it is">
      <form onSubmit={send} noValidate>
        <Stack>
          <LookFields form={form} agents={(agents.data ?? []).map((one) => ({ value: one.id, label: one.name }))} />
          <NoticeFields form={form} />
          <LimitFields form={form} />
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
