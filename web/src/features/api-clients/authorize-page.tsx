import { Alert, Button, Checkbox, Group, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { rolesQuery } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import {
  allowApp,
  type AppRequest,
  type AskingApp,
  askingAppQuery,
  readAppRequest,
  refuseApp,
} from "./connected-apps.ts";

/** Where a person says what an app that sent them here may do for them. */
export function AuthorizePage() {
  const [request] = useState(() => readAppRequest(readFragmentToken("asked")));
  return (
    <Page title="Connect an app" narrow>
      {request ? (
        <Asked request={request} />
      ) : (
        <Section
          title="No app is asking"
          description="Begin in the app that you want to connect: it sends you here. If it just did, it did not say what it wants."
        />
      )}
    </Page>
  );
}

function Asked({ request }: { request: AppRequest }) {
  const { workspace } = useCurrent();
  const query = useQuery(askingAppQuery(request, workspace.id));
  return <QueryView query={query}>{(app) => <Question key={workspace.id} request={request} app={app} />}</QueryView>;
}

interface QuestionProps {
  request: AppRequest;
  app: AskingApp;
}

function Question({ request, app }: QuestionProps) {
  const { workspace } = useCurrent();
  const [given, setGiven] = useState(app.scopes);
  const answer = useMutation({
    mutationFn: (isAllowed: boolean) => (isAllowed ? allowApp(request, given) : refuseApp(request)),
    onSuccess: (target) => target !== null && location.assign(target),
  });
  const isOver = answer.isPending || answer.isSuccess;
  return (
    <Section title={`${app.name} wants to act for you`} description={whoItIs(app)}>
      <Stack gap="sm" mt="sm">
        <Alert color="yellow">
          Allow it only if you began this in the app just now. Afterwards you go {whereTo(app)}.
        </Alert>
        <WorkspaceChoice />
        <Checkbox.Group
          label={`What it may do in ${workspace.name}`}
          description="As far as you may yourself, until you end it under Developers. Take away what it does not need."
          value={given}
          onChange={setGiven}
        >
          <Stack gap="xs" mt="xs">
            {app.scopes.map((scope) => (
              <Scope key={scope} scope={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        {app.scopes.length === 0 && <Text fz="sm">It asks for nothing that you could allow here.</Text>}
        {app.out_of_reach.length > 0 && (
          <Text fz="sm" c="dimmed" className="anywhere">
            It also asks for what you may not do and cannot give: {app.out_of_reach.join(", ")}.
          </Text>
        )}
        {answer.error && <ErrorNotice error={answer.error} />}
        <Group gap="xs">
          <Button loading={isOver} disabled={given.length === 0} onClick={() => answer.mutate(true)}>
            Allow
          </Button>
          <Button variant="default" disabled={isOver} onClick={() => answer.mutate(false)}>
            Refuse
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

const whoItIs = ({ host }: AskingApp) =>
  host === null
    ? "It calls itself so; nobody has checked whose app it is."
    : `It is an app of ${host}, and can be nobody else’s.`;

const whereTo = ({ is_on_this_machine, redirects_to }: AskingApp) =>
  is_on_this_machine ? "back to a program on this computer" : `to ${redirects_to}`;

/** A permission in words, with its name for whoever knows it. */
function Scope({ scope }: { scope: string }) {
  const { data } = useSuspenseQuery(rolesQuery);
  const summary = data.permissions.find(({ permission }) => permission === scope)?.summary;
  return <Checkbox value={scope} label={summary ?? scope} description={summary ? scope : undefined} />;
}

/** An app is allowed in one workspace: whoever has several says in which. */
function WorkspaceChoice() {
  const { organizations, workspace } = useCurrent();
  const navigate = useNavigate();
  const choices = organizations.map(({ name, workspaces }) => ({
    group: name,
    items: workspaces.map((one) => ({ value: one.id, label: one.name })),
  }));
  if (choices.flatMap(({ items }) => items).length < 2) return null;
  return (
    <Select
      label="Workspace"
      description="The app reaches this one and no other."
      data={choices}
      value={workspace.id}
      allowDeselect={false}
      onChange={(id) => id && void navigate({ to: "/authorize", search: { workspace: id }, replace: true })}
    />
  );
}
