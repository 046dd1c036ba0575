import { Anchor, Group, List, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Markdown } from "../../design/markdown.tsx";
import { PlainPage } from "../../design/plain-page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { StatusDot } from "../../design/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { states } from "../promises/describe-state.ts";
import { publicPromisesQuery, type TrustPage, trustPageQuery } from "./queries.ts";

/** The policy of an organization with its proofs, for everybody. */
export function PublicPolicyPage() {
  const { organizationId = "" } = useParams({ strict: false });
  const page = useQuery(trustPageQuery(organizationId));
  return (
    <PlainPage title="Privacy policy" wide>
      <QueryView query={page}>{(one) => <Policy page={one} />}</QueryView>
    </PlainPage>
  );
}

function Policy({ page: { document, coming, versions } }: { page: TrustPage }) {
  const { organizationId = "" } = useParams({ strict: false });
  return (
    <Stack>
      {coming && (
        <StatusDot tone="warn">{`Version ${coming.version} takes effect on ${coming.effective_at.slice(0, 10)}.`}</StatusDot>
      )}
      {document && <Markdown text={document} isLive={false} />}
      <Anchor href={`/policies/${organizationId}/request`}>
        Ask something about your data, or have it corrected or erased
      </Anchor>
      <Proofs />
      <Title order={2}>Versions</Title>
      <List size="sm">
        {versions.map(({ version, url, effective_at }) => (
          <List.Item key={version}>
            <Anchor href={url}>Version {version}</Anchor>, in effect from <Time value={effective_at} show="date" />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Proofs() {
  const query = useQuery(publicPromisesQuery);
  return (
    <>
      <Title order={2}>Is it so?</Title>
      <Text fz="sm" c="dimmed">
        Each promise is tried out on the running system again and again.
      </Text>
      <QueryView query={query}>
        {({ promises }) =>
          promises
            .filter(({ state }) => state !== "off")
            .map(({ promise, says, state, last }) => (
              <div key={promise}>
                <Text fz="sm">{says}</Text>
                <Group gap={10}>
                  <StatusDot tone={states[state].tone}>{states[state].label}</StatusDot>
                  {last && (
                    <Text fz="xs" c="dimmed" component="span">
                      Looked at <Time value={last.at} />
                    </Text>
                  )}
                </Group>
              </div>
            ))
        }
      </QueryView>
    </>
  );
}
