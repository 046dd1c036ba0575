import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { offerOwnership, transfersQuery } from "./queries.ts";

interface OfferOwnershipDialogProps {
  member: { user_id: string; name: string };
  onClose: () => void;
}

/** Asks a member to take the organization over. */
export function OfferOwnershipDialog({ member, onClose }: OfferOwnershipDialogProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const offer = useMutation({
    mutationFn: () => offerOwnership(member.user_id),
    onSuccess: async () => {
      await client.invalidateQueries(transfersQuery(organization.id));
      tell(`${member.name} was asked, by e-mail as well.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Hand ${organization.name} over to ${member.name}`}
      action={`Offer to ${member.name}`}
      isBusy={offer.isPending}
      error={offer.error}
      onConfirm={() => offer.mutate()}
      onClose={onClose}
    >
      Nothing changes until they accept, within a week. Then they are owner and you are admin. You can withdraw the
      offer until then.
    </ConfirmDialog>
  );
}
