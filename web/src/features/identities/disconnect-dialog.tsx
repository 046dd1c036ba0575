import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { disconnectProvider, type Provider, providersQuery } from "./queries.ts";

export function DisconnectDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const disconnect = useMutation({
    mutationFn: () => disconnectProvider(provider.id),
    onSuccess: () => {
      onClose();
      tell(`${provider.name} is disconnected.`);
      return client.invalidateQueries(providersQuery(organization.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Disconnect ${provider.name}`}
      action={`Disconnect ${provider.name}`}
      isBusy={disconnect.isPending}
      error={disconnect.error}
      onConfirm={() => disconnect.mutate()}
      onClose={onClose}
    >
      Nobody signs in by it any more, and its secret is destroyed. Members stay members; who has no password asks for a
      link to choose one.
    </ConfirmDialog>
  );
}
