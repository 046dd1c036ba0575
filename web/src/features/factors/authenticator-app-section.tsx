import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { AddAuthenticatorAppDialog } from "./add-authenticator-app-dialog.tsx";
import { type Factors, factorsQuery, removeAuthenticatorApp } from "./queries.ts";

export function AuthenticatorAppSection({ factors: { authenticator_app: app } }: { factors: Factors }) {
  const [isOpen, dialog] = useDisclosure();
  return (
    <Section
      title="Authenticator app"
      description="An app on your telephone shows a new code each half minute; you type it after your password."
      action={
        <Button variant="default" onClick={dialog.open}>
          {app ? "Remove…" : "Set up…"}
        </Button>
      }
    >
      <Text fz="sm" c="dimmed" component="div">
        {app ? (
          <>
            Set up <Time value={app.added_at} show="date" />
            {app.last_used_at && (
              <>
                , last used <Time value={app.last_used_at} />
              </>
            )}
          </>
        ) : (
          "Not set up."
        )}
      </Text>
      {isOpen && (app ? <RemoveDialog onClose={dialog.close} /> : <AddAuthenticatorAppDialog onClose={dialog.close} />)}
    </Section>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: removeAuthenticatorApp,
    onSuccess: () => {
      onClose();
      tell("Authenticator app removed.");
      return client.invalidateQueries(factorsQuery);
    },
  });
  return (
    <ConfirmDialog
      title="Remove the authenticator app"
      action="Remove authenticator app"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Its codes no longer work. Unless you have a passkey, your password alone signs you in from then on.
    </ConfirmDialog>
  );
}
