import { Alert, DataList, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { OperatorIndex } from "./operator-index.tsx";
import { type OperatorSettings, operatorSettingsQuery, updateOperatorSettings } from "./queries.ts";

export function OperatorSettingsPage() {
  const query = useQuery(operatorSettingsQuery);
  return (
    <Page title="Operator" tabs={<OperatorIndex />} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={5} />}>
        {(settings) => (
          <Stack>
            <SignUpSection settings={settings} />
            <MailSection smtp={settings.smtp} />
            <NamesSection server={settings.name_server} />
            <VersionSection />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

type SignUpMode = OperatorSettings["sign_up"];

const modes: { value: SignUpMode; label: string; description: string }[] = [
  { value: "invited", label: "By invitation", description: "Members of an organization invite people by e-mail." },
  {
    value: "open",
    label: "Open",
    description: "Anyone who can reach this server can create an account and an organization.",
  },
  { value: "closed", label: "Closed", description: "Nobody new, not even with an invitation." },
];

function SignUpSection({ settings }: { settings: OperatorSettings }) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (sign_up: SignUpMode) => updateOperatorSettings({ sign_up }),
    onSuccess: () => tell("Sign-up changed."),
    onError: tellFailure,
    onSettled: () =>
      Promise.all([client.invalidateQueries(operatorSettingsQuery), client.invalidateQueries(deploymentQuery)]),
  });
  return (
    <Section title="Who may sign up" description={`Everyone declares to be at least ${settings.age_minimum}.`}>
      <Radio.Group
        aria-label="Who may sign up"
        value={change.isPending ? change.variables : settings.sign_up}
        onChange={(value) => change.mutate(value)}
      >
        <Stack gap="sm">
          {modes.map((mode) => (
            <Radio key={mode.value} {...mode} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}

function MailSection({ smtp }: { smtp: OperatorSettings["smtp"] }) {
  if (!smtp.configured) {
    return (
      <Section title="Mail">
        <Alert color="gray" title="Mail is kept in the mailbox">
          No mail server is set up, so nothing is sent. Read messages on the Mailbox page and hand links over yourself.
          Set <span className="mono">AVOW_SMTP_URL</span> and restart to send them.
        </Alert>
      </Section>
    );
  }
  return (
    <Section title="Mail">
      <DataList labelWidth={120} size="sm">
        <DataList.Item>
          <DataList.ItemLabel>Server</DataList.ItemLabel>
          <DataList.ItemValue>{smtp.host}</DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>From</DataList.ItemLabel>
          <DataList.ItemValue>{smtp.from}</DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>State</DataList.ItemLabel>
          <DataList.ItemValue>
            {smtp.last_error ? (
              <>
                <StatusDot tone="bad">{smtp.trouble?.title ?? smtp.last_error}</StatusDot>
                <Text fz="sm" c="dimmed" mt={4}>
                  {smtp.trouble?.help}
                </Text>
              </>
            ) : (
              <StatusDot tone="good">Working</StatusDot>
            )}
          </DataList.ItemValue>
        </DataList.Item>
      </DataList>
    </Section>
  );
}

const kindNames = { presidio: "Presidio", gliner: "GLiNER" };

function NamesSection({ server }: { server: OperatorSettings["name_server"] }) {
  if (!server) {
    return (
      <Section title="Names in free text">
        <Alert color="gray" title="Found by the small tagger that comes with Avow">
          It misses some people and places: a model server of your own finds more. Set{" "}
          <span className="mono">AVOW_NAMES_SERVER</span> to the address of a Presidio or GLiNER server and restart.
        </Alert>
      </Section>
    );
  }
  return (
    <Section title="Names in free text">
      <DataList labelWidth={180} size="sm">
        <DataList.Item>
          <DataList.ItemLabel>Server</DataList.ItemLabel>
          <DataList.ItemValue>
            {kindNames[server.kind]} at {server.host}
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>Languages it knows</DataList.ItemLabel>
          <DataList.ItemValue>{server.languages.join(", ")}</DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>While it does not answer</DataList.ItemLabel>
          <DataList.ItemValue>
            {server.when_silent === "block" ? "Nothing leaves" : "The tagger that comes with Avow stands in"}
          </DataList.ItemValue>
        </DataList.Item>
      </DataList>
    </Section>
  );
}

function VersionSection() {
  const { data: deployment } = useQuery(deploymentQuery);
  return (
    <Section title="This server">
      <Text fz="sm">Avow {deployment?.version}</Text>
      <Text fz="sm" c="dimmed" mt={4}>
        As operator you read no organization's content unless it grants you access for a limited time.
      </Text>
    </Section>
  );
}
