import { Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { meQuery } from "../users/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type Consent, type Consents, consentsQuery, withdrawConsent } from "./queries.ts";

const labels: Record<Consent["purpose"], string> = {
  marketing: "News about the product",
  memory: "What agents remember of me",
  screens: "Screens I look at",
};
const places: Record<Consent["said"][number]["said_in"], string> = {
  settings: "In the settings",
  link: "By a link in a mail",
  my_consents: "On this page",
};

/** Trust › My consents: to which words, when and how. */
export function ConsentsPage() {
  const query = useQuery(consentsQuery);
  return (
    <Page title="My consents" tabs={<TrustIndex />} narrow>
      <QueryView query={query}>
        {({ consents, policies }) => (
          <>
            {consents.map((consent) => (
              <ConsentSection key={consent.purpose} consent={consent} />
            ))}
            <Policies policies={policies} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function ConsentSection({ consent: { purpose, is_given, text, said } }: { consent: Consent }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawConsent(purpose),
    onSuccess: async (fresh) => {
      client.setQueryData(consentsQuery.queryKey, fresh);
      await client.invalidateQueries(meQuery);
      tell("Taken back. It is obeyed from now on.");
    },
    onError: tellFailure,
  });
  return (
    <Section
      title={labels[purpose]}
      description={text}
      action={
        is_given && (
          <Button
            size="xs"
            variant="default"
            aria-label={`Take back: ${labels[purpose]}`}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            Take back
          </Button>
        )
      }
    >
      <StatusDot tone={is_given ? "good" : "off"}>{is_given ? "You agreed" : "You did not agree"}</StatusDot>
      {said.map((one) => (
        <Said key={one.id} said={one} current={text} />
      ))}
    </Section>
  );
}

function Said({ said, current }: { said: Consent["said"][number]; current: string }) {
  return (
    <Stack gap={2} py={8} style={{ borderTop: "1px solid var(--line)" }}>
      <Group gap="xs">
        <Text fz="sm" fw={500}>
          {said.state === "given" ? "Given" : "Taken back"}
        </Text>
        <Text fz="xs" c="dimmed">
          {places[said.said_in]} · <Time value={said.said_at} show="full" />
        </Text>
      </Group>
      {said.text !== null && said.text !== current && <Text fz="sm">{said.text}</Text>}
      <Proof version={said.text_version} hash={said.text_hash} />
    </Stack>
  );
}

function Proof({ version, hash }: { version: number | null; hash: string | null }) {
  if (version === null || hash === null)
    return (
      <Text fz="xs" c="dimmed">
        Said before texts had versions.
      </Text>
    );
  return (
    <Text fz="xs" c="dimmed" className="anywhere">
      Text {version}, SHA-256 <Code fz="xs">{hash}</Code>
    </Text>
  );
}

function Policies({ policies }: { policies: Consents["policies"] }) {
  const { organizations } = useCurrent();
  const nameOf = (id: string) => organizations.find((one) => one.id === id)?.name ?? "An organization you left";
  return (
    <Section title="Privacy policies" description="What you said to them, and to exactly which document.">
      {policies.length === 0 && (
        <Text fz="sm" c="dimmed">
          You were not asked so far.
        </Text>
      )}
      {policies.map((one) => (
        <Stack key={`${one.organization_id}-${one.version}`} gap={2} py={8}>
          <Group gap="xs">
            <Anchor fz="sm" href={`/trust/${one.organization_id}`}>
              {nameOf(one.organization_id)}
            </Anchor>
            <Text fz="xs" c="dimmed">
              {one.answer === "accepted" ? "Accepted" : "Declined"} · <Time value={one.said_at} show="full" />
            </Text>
          </Group>
          <Proof version={one.version} hash={one.hash} />
        </Stack>
      ))}
    </Section>
  );
}
