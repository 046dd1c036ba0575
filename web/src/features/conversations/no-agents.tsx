import { Button } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ButtonLink } from "../../design/page/links.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { agentsQuery, createAgent } from "../agents/queries.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

const exampleInstructions =
  "You are Guide, who shows people around Avow. Answer in two or three short paragraphs, say plainly what you don't know, and never claim to have done something you have not.";

/** Without an agent there is nobody to talk to: offers the example, or one of your own. */
export function NoAgents() {
  const { organization, workspace } = useCurrent();
  const client = useQueryClient();
  const { data: models } = useQuery(modelsQuery(organization.id));
  const model = models?.find(({ sandbox }) => sandbox)?.id ?? models?.[0]?.id;
  const create = useMutation({
    mutationFn: () =>
      createAgent({ name: "Guide", instructions: exampleInstructions, model: model ?? "", rating: "everyone" }),
    onSuccess: () => client.invalidateQueries(agentsQuery(workspace.id)),
  });
  return (
    <>
      <Empty
        icon={IconRobot}
        title="No agent to talk to yet"
        action={
          <>
            <Button loading={create.isPending} disabled={!model} onClick={() => create.mutate()}>
              Add the example agent
            </Button>
            <ButtonLink to="/agents/new" variant="default">
              Create your own
            </ButtonLink>
          </>
        }
      >
        An agent is a name, instructions and a model. The example works in the sandbox, without any account.
      </Empty>
      {create.error && <ErrorNotice error={create.error} />}
    </>
  );
}
