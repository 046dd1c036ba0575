import { Badge, Button, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { nameCountry } from "../../design/name-country.ts";
import { describeAgent } from "./describe-agent.ts";
import { describeMethod } from "./describe-method.ts";
import { endSession, type Session, sessionsQuery } from "./queries.ts";

export function SessionsPage() {
  const query = useQuery(sessionsQuery);
  return (
    <Page title="Sessions" tabs={<SettingsTabs />}>
      <Section
        title="Where you are signed in"
        description="End any that you don't recognise, then change your password."
      >
        <QueryView query={query}>
          {(sessions) => (
            <DataTable label="Sessions" columns={["Device", "Address", "Last active", "Signed in", "By", ""]}>
              {sessions.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </DataTable>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}

function SessionRow({ session }: { session: Session }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => tell("Session ended."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(sessionsQuery),
  });
  const device = describeAgent(session.user_agent);
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Text fz="sm" fw={500}>
            {device} {session.current && <Badge ml={6}>This one</Badge>}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        <span className="mono">{session.ip ?? "Not kept any more"}</span>
        {session.country && (
          <Text fz="xs" c="dimmed">
            {nameCountry(session.country)}, about
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Time value={session.last_active_at} />
      </Table.Td>
      <Table.Td>
        <Time value={session.created_at} show="date" />
      </Table.Td>
      <Table.Td>{describeMethod(session.method)}</Table.Td>
      <Table.Td ta="right">
        {!session.current && (
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending}
            aria-label={`End the session on ${device}`}
            onClick={() => end.mutate()}
          >
            End
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
