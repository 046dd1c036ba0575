import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { disown, recognize, type SecurityEvent, securityEventsKey } from "./queries.ts";

/** "Was it you?", and what was answered. */
export function AnswerButtons({ event }: { event: SecurityEvent }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const confirm = useMutation({
    mutationFn: () => recognize(event.id),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: securityEventsKey }),
  });
  if (event.answer) {
    return (
      <Text fz="sm" c="dimmed">
        {event.answer === "mine" ? "It was you" : "It wasn't you"}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        It was me
      </Button>
      <Button size="compact-sm" color="red" variant="light" onClick={() => setAsking(true)}>
        It wasn't me
      </Button>
      {isAsking && <DisownDialog event={event} onClose={() => setAsking(false)} />}
    </Group>
  );
}

function DisownDialog({ event, onClose }: { event: SecurityEvent; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: () => disown(event.id),
    onSuccess: async () => {
      await client.invalidateQueries();
      tell("Your other sessions have ended. Now choose a new password.");
      await navigate({ to: "/settings/security" });
    },
  });
  return (
    <ConfirmDialog
      title="It wasn't you?"
      action="End my other sessions"
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      Every session but this one ends now, and the owners and admins of your organizations are told. Then choose a new
      password, one that you use nowhere else.
    </ConfirmDialog>
  );
}
