import { Button, Group, MultiSelect, NumberInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { rolesQuery } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { grantSupport, supportGrantsQuery } from "./queries.ts";

const hoursMost = 72;

/** Lets the operator look in: at what, where, for how long. */
export function SupportSection() {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { data: known } = useSuspenseQuery(rolesQuery);
  const [areas, setAreas] = useState<string[]>([]);
  const [workspaceIds, setWorkspaceIds] = useState<string[]>([]);
  const [hours, setHours] = useState(24);
  const grant = useMutation({
    mutationFn: () => grantSupport({ hours, areas, workspace_ids: workspaceIds }),
    onSuccess: async () => {
      tell("The operator may look in. It ends by itself.");
      await client.invalidateQueries(supportGrantsQuery(organization.id));
    },
  });
  const readable = known.permissions.filter(({ permission }) => permission.endsWith(".read"));
  return (
    <Section
      title="Support"
      description="The operator of this deployment sees nothing of your content. Let them look in where you need help: they change nothing, never see conversations, and each look is in the audit log."
    >
      <Stack gap="sm" maw={520}>
        <MultiSelect
          label="What they may see"
          data={readable.map(({ permission, summary }) => ({ value: permission.split(".")[0] ?? "", label: summary }))}
          value={areas}
          onChange={setAreas}
        />
        <MultiSelect
          label="In which workspaces"
          placeholder={workspaceIds.length === 0 ? "All" : ""}
          data={organization.workspaces.map(({ id, name }) => ({ value: id, label: name }))}
          value={workspaceIds}
          onChange={setWorkspaceIds}
        />
        <NumberInput
          label="For how many hours"
          min={1}
          max={hoursMost}
          value={hours}
          onChange={(value) => setHours(Number(value) || 1)}
        />
        {grant.error !== null && <ErrorNotice error={grant.error} />}
        <Group>
          <Button size="xs" disabled={areas.length === 0} loading={grant.isPending} onClick={() => grant.mutate()}>
            Let them look in
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
