import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { membersQuery } from "../members/queries.ts";
import { meQuery } from "../users/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { acceptOwnership, type Transfer, transfersQuery, withdrawOwnership } from "./queries.ts";

/** Offers to hand the organization over, with what each side can do about theirs. */
export function OwnershipNotice() {
  const { organization, can } = useCurrent();
  const { data = [] } = useQuery({ ...transfersQuery(organization.id), enabled: can("members.read") });
  if (data.length === 0) return null;
  return (
    <Stack gap="xs">
      {data.map((transfer) => (
        <TransferAlert key={transfer.id} transfer={transfer} />
      ))}
    </Stack>
  );
}

function TransferAlert({ transfer }: { transfer: Transfer }) {
  const { user, organization } = useCurrent();
  const { data: members = [] } = useQuery(membersQuery(organization.id));
  const nameOf = (id: string) => members.find(({ user_id }) => user_id === id)?.name ?? "a member";
  const isMine = transfer.from_user_id === user.id;
  const isForMe = transfer.to_user_id === user.id;
  const from = isMine ? "You offered" : `${nameOf(transfer.from_user_id)} offers`;
  const to = isForMe ? "you" : nameOf(transfer.to_user_id);
  return (
    <Alert color="blue" title={`${from} to hand ${organization.name} over to ${to}`}>
      <Group justify="space-between">
        <Text fz="sm">
          The offer ends <Time value={transfer.expires_at} />. Until it is accepted nothing changes.
        </Text>
        {(isMine || isForMe) && <TransferButtons transfer={transfer} isForMe={isForMe} />}
      </Group>
    </Alert>
  );
}

function TransferButtons({ transfer, isForMe }: { transfer: Transfer; isForMe: boolean }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries(transfersQuery(organization.id)),
      client.invalidateQueries(membersQuery(organization.id)),
      client.invalidateQueries(meQuery),
    ]);
  const accept = useMutation({
    mutationFn: () => acceptOwnership(transfer.id),
    onSuccess: () => tell(`You are owner of ${organization.name}.`),
    onError: tellFailure,
    onSettled,
  });
  const withdraw = useMutation({ mutationFn: () => withdrawOwnership(transfer.id), onError: tellFailure, onSettled });
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {isForMe ? "Turn down" : "Withdraw"}
      </Button>
      {isForMe && (
        <Button size="compact-sm" loading={accept.isPending} onClick={() => accept.mutate()}>
          Accept
        </Button>
      )}
    </Group>
  );
}
