import { Alert, Button, Group, Text } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { endSupport, supportGrantsQuery } from "./queries.ts";

/** As long as the operator may look in, every member is told on every page. */
export function SupportNotice() {
  const { organization, can } = useCurrent();
  const client = useQueryClient();
  const query = supportGrantsQuery(organization.id);
  const { data = [] } = useQuery({ ...query, enabled: !organization.suspended });
  const end = useMutation({
    mutationFn: endSupport,
    onSuccess: () => tell("The operator can no longer look in."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(query),
  });
  const grant = data.find(({ active }) => active);
  if (!grant) return null;
  return (
    <Alert color="blue" radius={0} icon={<IconEye size={17} />} title="The operator may look in">
      <Group justify="space-between">
        <Text fz="sm">
          They may read {grant.areas.join(", ").replaceAll("_", " ")} until <Time value={grant.expires_at} />, and
          change nothing. Each look is in the audit log.
        </Text>
        {can("support_access.write") && (
          <Button size="compact-sm" variant="default" loading={end.isPending} onClick={() => end.mutate(grant.id)}>
            End it now
          </Button>
        )}
      </Group>
    </Alert>
  );
}
