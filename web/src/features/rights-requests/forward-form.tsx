import { Button, Group, Select, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { forwardRequest, type RightsDetails } from "./queries.ts";

/** Which workspaces answer for it, and a way to pass it to one more. */
export function ForwardForm({ request }: { request: RightsDetails }) {
  const { organization, can } = useCurrent();
  const known = new Map(organization.workspaces.map(({ id, name }) => [id, name]));
  const names = request.forwarded_to.map((id) => known.get(id) ?? id);
  const left = organization.workspaces.filter(({ id }) => !request.forwarded_to.includes(id));
  const mayPass = request.state === "open" && can("rights_requests.write") && left.length > 0;
  return (
    <div>
      {request.forwarded_at && (
        <Text fz="sm" className="anywhere">
          Passed on <Time value={request.forwarded_at} show="date" /> to {names.join(", ")}, and they were told.
        </Text>
      )}
      {mayPass && <PassOn id={request.id} choices={left} />}
    </div>
  );
}

function PassOn({ id, choices }: { id: string; choices: { id: string; name: string }[] }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const pass = useMutation({
    mutationFn: (workspaceId: string) => forwardRequest(id, workspaceId),
    onSuccess: () => {
      setChosen(null);
      tell("Passed on. Whoever asked gets a link that says so.");
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["rights-requests"] }),
  });
  return (
    <>
      <Group align="flex-end" gap="xs">
        <Select
          label="Pass on to the workspace that keeps the data"
          placeholder="Choose a workspace"
          data={choices.map(({ id: value, name }) => ({ value, label: name }))}
          value={chosen}
          onChange={setChosen}
          style={{ flex: "1 1 220px" }}
        />
        <Button
          variant="default"
          disabled={chosen === null}
          loading={pass.isPending}
          onClick={() => chosen !== null && pass.mutate(chosen)}
        >
          Pass on
        </Button>
      </Group>
      {pass.error && <ErrorNotice error={pass.error} />}
    </>
  );
}
