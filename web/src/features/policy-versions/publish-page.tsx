import { Anchor, Button, List, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Markdown } from "../../design/text/markdown.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AnswersSection } from "./answers-section.tsx";
import { AnswerVersion } from "./answer-version.tsx";
import { type Draft, draftQuery, publishVersion, type Versions, versionsQuery } from "./queries.ts";

/** Trust › Publish: the privacy policy as it would be published, what it changes, and every version before. */
export function PublishPage() {
  const { organization } = useCurrent();
  const [draft, versions] = [useQuery(draftQuery(organization.id)), useQuery(versionsQuery(organization.id))];
  return (
    <Page title="Publish" tabs={<TrustIndex />}>
      <QueryView query={versions}>
        {(published) => (
          <>
            <AnswerVersion versions={published} />
            <Published versions={published} />
          </>
        )}
      </QueryView>
      <QueryView query={draft}>{(one) => <NextVersion draft={one} />}</QueryView>
      <AnswersSection />
    </Page>
  );
}

function Published({ versions: { versions, current, coming } }: { versions: Versions }) {
  const { organization } = useCurrent();
  const state = (version: number) => (version === current ? "In force" : version === coming ? "Announced" : "Past");
  return (
    <Section title="Versions" description="Each stays at its own address, byte for byte; its hash is in the audit log.">
      {versions.length === 0 ? (
        <Text fz="sm" c="dimmed">
          Nothing is published yet.
        </Text>
      ) : (
        <>
          <Anchor fz="sm" href={`/trust/${organization.id}`}>
            The page that everybody can read
          </Anchor>
          <DataTable label="Versions" columns={["Version", "State", "In effect from", "SHA-256"]}>
            {versions.map(({ version, effective_at, hash, url }) => (
              <Table.Tr key={version}>
                <Table.Td>
                  <Anchor href={url}>{version}</Anchor>
                </Table.Td>
                <Table.Td>{state(version)}</Table.Td>
                <Table.Td>
                  <Time value={effective_at} show="date" />
                </Table.Td>
                <Table.Td className="mono anywhere">{hash}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        </>
      )}
    </Section>
  );
}

function NextVersion({ draft }: { draft: Draft }) {
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: publishVersion,
    onSuccess: () => tell(`Version ${draft.version} is published.`),
    onSettled: () => client.invalidateQueries({ queryKey: ["policy-versions"] }),
  });
  const isBlocked = draft.blanks.length > 0 || (draft.version > 1 && draft.changes.length === 0);
  return (
    <Section
      title={`Version ${draft.version}, if it were published now`}
      description="Written from the values in force. Every sentence is a promise that is proven again and again."
      action={
        <Button size="xs" disabled={isBlocked} loading={publish.isPending} onClick={() => publish.mutate()}>
          Publish
        </Button>
      }
    >
      <Stack>
        {draft.blanks.length > 0 && (
          <StatusDot tone="warn">
            {`The operator has yet to fill in: ${draft.blanks.join(", ").replaceAll("_", " ")}.`}
          </StatusDot>
        )}
        <Changes draft={draft} />
        {publish.error !== null && <ErrorNotice error={publish.error} />}
        <Markdown text={draft.document} isLive={false} />
      </Stack>
    </Section>
  );
}

function Changes({ draft: { changes, is_material, effective_at, version } }: { draft: Draft }) {
  if (version === 1) return null;
  if (changes.length === 0) return <Text fz="sm">Nothing has changed since the last version.</Text>;
  return (
    <div>
      <Text fz="sm">
        {is_material ? "It weakens what was promised, so it takes effect on " : "It takes effect on "}
        <Time value={effective_at} show="date" />.
      </Text>
      <List size="sm">
        {changes.map(({ what, name, direction }) => (
          <List.Item key={`${what} ${name}`}>
            {what} {name}: {direction}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
