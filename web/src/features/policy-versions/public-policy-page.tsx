import { Alert, Anchor, List, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Markdown } from "../../design/text/markdown.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { publicRecordsQuery } from "../records/queries.ts";
import { CcpaTable, CookiesTable, RetentionTable, TransfersTable } from "../records/records-tables.tsx";
import { ProvenSection } from "./proven-section.tsx";
import { publicTakeoversQuery } from "../takeovers/queries.ts";
import { type TrustPage, trustPageQuery } from "./queries.ts";

/** The policy of an organization, each sentence with its proof, for everybody. */
export function PublicPolicyPage() {
  const { organizationId = "" } = useParams({ strict: false });
  const page = useQuery(trustPageQuery(organizationId));
  return (
    <PlainPage title={page.data?.title ?? "Privacy policy"} description={page.data?.head} wide>
      <QueryView query={page}>{(one) => <Policy page={one} />}</QueryView>
    </PlainPage>
  );
}

function Policy({ page: { coming, sections, versions } }: { page: TrustPage }) {
  const { organizationId = "" } = useParams({ strict: false });
  const states = sections.flatMap(({ sentences }) => sentences.map(({ state }) => state));
  return (
    <Stack>
      {coming && (
        <Alert color="yellow" title={`Version ${coming.version} is announced`}>
          It takes effect on <Time value={coming.effective_at} show="date" />; until then what stands here holds.{" "}
          <Anchor href={coming.url} fz="sm">
            Read it
          </Anchor>
          .
        </Alert>
      )}
      <Takeovers />
      <Summary states={states} />
      <PrivacySignal />
      <Anchor href={`/policies/${organizationId}/request`} fz="sm">
        Ask something about your data, or have it corrected or erased
      </Anchor>
      {sections.map((section) => (
        <ProvenSection key={section.heading} section={section}>
          {section.table && !isShownBelow(section.heading) && <Markdown text={section.table} isLive={false} />}
        </ProvenSection>
      ))}
      <RecordTables />
      <Versions versions={versions} />
    </Stack>
  );
}

function Takeovers() {
  const { data } = useQuery(publicTakeoversQuery);
  return data?.map(({ id, successor, country, privacy_contact, changes, effective_at }) => (
    <Alert key={id} color="yellow" title={`${successor} takes this service over`}>
      On <Time value={effective_at} show="date" />, {country}. Questions then go to {privacy_contact}. {changes}
    </Alert>
  ));
}

/** The register says the same as the table in the document, and what is so now besides. */
const isShownBelow = (heading: string) => heading === "Who receives it";

function Summary({ states }: { states: TrustPage["sections"][number]["sentences"][number]["state"][] }) {
  const kept = states.filter((state) => state === "kept").length;
  const broken = states.filter((state) => state === "broken").length;
  const tone = broken > 0 ? "bad" : kept === states.length && kept > 0 ? "good" : "off";
  return (
    <div>
      <StatusDot tone={tone}>{`${kept} of ${states.length} sentences are proven to be kept right now`}</StatusDot>
      <Text fz="sm" c="dimmed">
        Each is tried out on the running system again and again, and what was seen is sealed into a log. What was not
        looked at lately is unknown, and counts as not proven.
      </Text>
    </div>
  );
}

function PrivacySignal() {
  const asks = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  if (!asks) return null;
  return (
    <StatusDot tone="good">
      Your browser asks that nothing of you is sold or shared (Global Privacy Control). That is honoured.
    </StatusDot>
  );
}

function RecordTables() {
  const { organizationId = "" } = useParams({ strict: false });
  const query = useQuery(publicRecordsQuery(organizationId));
  return (
    <QueryView query={query}>
      {(records) => (
        <>
          <Title order={2}>Recipients and transfers</Title>
          <TransfersTable records={records} />
          <Title order={2}>How long each thing stays</Title>
          <RetentionTable records={records} />
          <Title order={2}>Cookies</Title>
          <CookiesTable records={records} />
          <details>
            <summary>
              <Text component="span" fw={600}>
                Categories under California’s law
              </Text>
            </summary>
            <CcpaTable records={records} />
          </details>
        </>
      )}
    </QueryView>
  );
}

function Versions({ versions }: { versions: TrustPage["versions"] }) {
  return (
    <div>
      <Title order={2}>Versions</Title>
      <Text fz="sm" c="dimmed">
        Each stays at its own address. Its hash is sealed into the organization’s log: whoever downloads the page can
        compare.
      </Text>
      <List size="sm" mt={8}>
        {versions.map(({ version, url, effective_at, hash }) => (
          <List.Item key={version}>
            <Anchor href={url} fz="sm">
              Version {version}
            </Anchor>
            , in effect from <Time value={effective_at} show="date" />
            <Text className="mono anywhere" fz="xs" c="dimmed">
              SHA-256 {hash}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
