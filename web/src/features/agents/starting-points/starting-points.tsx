import { SimpleGrid, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ErrorNotice } from "../../../design/states/error-notice.tsx";
import { QueryView } from "../../../design/states/query-view.tsx";
import { tell } from "../../../design/states/tell.tsx";
import { modelsQuery } from "../../model-servers/queries.ts";
import { useCurrent } from "../../workspaces/current.ts";
import { agentsQuery } from "../queries.ts";
import { createFrom, type StartingPoint, startingPointsQuery } from "./queries.ts";
import { StartingPointCard } from "./starting-point-card.tsx";

/** Agents to begin with: choosing one makes a draft of it. */
export function StartingPoints() {
  const { organization, workspace } = useCurrent();
  const points = useQuery(startingPointsQuery(workspace.id));
  const models = useQuery(modelsQuery(organization.id));
  const client = useQueryClient();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: (point: StartingPoint) => createFrom(point, models.data?.[0]?.id ?? "sandbox"),
    onSuccess: async (agent, point) => {
      await client.invalidateQueries(agentsQuery(workspace.id));
      await navigate({ to: "/agents/$agentId", params: { agentId: agent.id } });
      tell(`${agent.name} is made, as a draft. ${point.afterwards}`);
    },
  });
  return (
    <Stack>
      {make.error && <ErrorNotice error={make.error} />}
      <QueryView query={points}>
        {(known) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {known.map((point) => (
              <StartingPointCard
                key={point.slug}
                point={point}
                isBusy={make.isPending && make.variables.slug === point.slug}
                isDisabled={make.isPending || models.isPending}
                onChoose={() => make.mutate(point)}
              />
            ))}
          </SimpleGrid>
        )}
      </QueryView>
    </Stack>
  );
}
