import { Alert, DataList, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { formatBytes } from "../../design/format.ts";
import { LocaleContext } from "../../design/locale.ts";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { type FileHealth, fileHealthQuery } from "./queries.ts";

/** Whether the contents of files are whole, and what nothing names is swept. */
export function FileHealthSection() {
  const query = useQuery(fileHealthQuery);
  return (
    <Section
      title="Files in their store"
      description="Each is read through every thirty days. What nothing names any more is removed after a day."
    >
      <QueryView query={query}>{(health) => <Health health={health} />}</QueryView>
    </Section>
  );
}

function Health({ health }: { health: FileHealth }) {
  const { locale } = use(LocaleContext);
  const count = (value: number) => value.toLocaleString(locale);
  const items = [
    { label: "Stored", value: `${count(health.files)}, ${formatBytes(health.bytes, locale)}` },
    { label: "Damaged", value: health.damaged === 0 ? "None" : count(health.damaged) },
    { label: "Left over", value: health.unnamed === 0 ? "Nothing" : `${count(health.unnamed)} objects` },
    {
      label: "Looked at since",
      value: health.oldest_check_at ? <Time value={health.oldest_check_at} /> : "No file yet",
    },
  ];
  return (
    <Stack>
      {health.damaged > 0 && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title="Contents are missing or changed">
          Put the store’s own copies back, or restore a backup beside and copy its objects. The log has the files’ ids.
        </Alert>
      )}
      {health.unnamed > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title="The store was not swept in time">
          See that a worker runs, and in its log why it does not get to it.
        </Alert>
      )}
      <DataList labelWidth={120} size="sm">
        {items.map(({ label, value }) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Stack>
  );
}
