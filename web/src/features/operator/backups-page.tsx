import { Button, DataList, Stack } from "@mantine/core";
import { IconDatabaseExport } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { BackupRow } from "./backup-row.tsx";
import { EpochsSection } from "./epochs-section.tsx";
import { FileHealthSection } from "./file-health-section.tsx";
import { OperatorIndex } from "./operator-index.tsx";
import { backupPlanQuery, backupsQuery, type BackupPlan, takeBackup } from "./queries.ts";

export function BackupsPage() {
  const plan = useQuery(backupPlanQuery);
  return (
    <Page title="Backups and keys" tabs={<OperatorIndex />}>
      <Stack>
        <Section
          title="How backups are kept"
          description="Encrypted, checked after writing, and without the keyring: keep a copy of its folder elsewhere."
          action={<TakeButton />}
        >
          <QueryView query={plan}>{(found) => <PlanList plan={found} />}</QueryView>
        </Section>
        <BackupsSection />
        <EpochsSection />
        <FileHealthSection />
      </Stack>
    </Page>
  );
}

function PlanList({ plan }: { plan: BackupPlan }) {
  return (
    <DataList labelWidth={120} size="sm">
      <DataList.Item>
        <DataList.ItemLabel>Next</DataList.ItemLabel>
        <DataList.ItemValue>
          {plan.next_at ? <Time value={plan.next_at} /> : "Only when you take one: AVOW_BACKUP_DIR is off"}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>Folder</DataList.ItemLabel>
        <DataList.ItemValue>
          <span className="mono anywhere">{plan.folder ?? "set where the worker runs"}</span>
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>Kept</DataList.ItemLabel>
        <DataList.ItemValue>
          {plan.keep === null ? "" : `The last ${plan.keep}, `}for at most {plan.max_age_days} days
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>Opens with</DataList.ItemLabel>
        <DataList.ItemValue>{describeRecipients(plan.recipients ?? 0)}</DataList.ItemValue>
      </DataList.Item>
    </DataList>
  );
}

const describeRecipients = (others: number) =>
  `The identity in the keyring's folder${others === 0 ? "" : `, or that of ${others} other ${others === 1 ? "recipient" : "recipients"}`}`;

function TakeButton() {
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: takeBackup,
    onSuccess: () => tell("A worker takes the backup now."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(backupsQuery),
  });
  return (
    <Button size="xs" variant="default" loading={take.isPending} onClick={() => take.mutate()}>
      Take one now
    </Button>
  );
}

function BackupsSection() {
  const query = useQuery(backupsQuery);
  return (
    <Section
      title="Backups and drills"
      description="A drill restores a backup into a scratch database and compares every row."
    >
      <QueryView query={query}>
        {(backups) =>
          backups.length === 0 ? (
            <Empty icon={IconDatabaseExport} title="No backup yet">
              The first is taken tonight. You need not wait for it.
            </Empty>
          ) : (
            <DataTable
              label="Backups"
              columns={["Taken", "State", "Size", "Files", "Took", "Drill", ""]}
              minWidth={800}
            >
              {backups.map((backup) => (
                <BackupRow key={backup.id} backup={backup} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}
