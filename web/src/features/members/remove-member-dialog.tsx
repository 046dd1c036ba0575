import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { meQuery } from "../users/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type Member, membersQuery, removeMember } from "./queries.ts";

interface RemoveMemberDialogProps {
  member: Member;
  isMe: boolean;
  onClose: () => void;
}

export function RemoveMemberDialog({ member, isMe, onClose }: RemoveMemberDialogProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => removeMember(member.user_id),
    onSuccess: async () => {
      onClose();
      tell(isMe ? `You left ${organization.name}.` : `${member.name} no longer has access.`);
      if (!isMe) return client.invalidateQueries(membersQuery(organization.id));
      await client.refetchQueries(meQuery);
      await navigate({ to: "/", search: {} });
    },
  });
  return (
    <ConfirmDialog
      title={isMe ? `Leave ${organization.name}` : `Remove ${member.name}`}
      action={isMe ? "Leave" : "Remove member"}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {isMe ? "You lose access at once." : `${member.name} loses access at once.`} Their conversations stay theirs; what
      belongs to the organization stays with it.
    </ConfirmDialog>
  );
}
