import { Badge, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { NameDialog } from "../../design/forms/name-dialog.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { deletePasskey, factorsQuery, type Passkey, passkeysQuery, renamePasskey } from "./queries.ts";
import { canUsePasskeys } from "./use-passkey.ts";

export function PasskeysSection() {
  const query = useQuery(passkeysQuery);
  const [isAdding, adding] = useDisclosure();
  return (
    <Section
      title="Passkeys"
      description="Sign in with your finger, face or PIN: no password to type, to guess or to be tricked out of. With a passkey, your password alone no longer signs in."
      action={
        canUsePasskeys() && (
          <Button variant="default" onClick={adding.open}>
            Add a passkey…
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(passkeys) =>
          passkeys.length === 0 ? (
            <Text fz="sm" c="dimmed">
              {canUsePasskeys() ? "None yet." : "This browser cannot make passkeys."}
            </Text>
          ) : (
            passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} />)
          )
        }
      </QueryView>
      {isAdding && <AddPasskeyDialog onClose={adding.close} />}
    </Section>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const [isRenaming, renaming] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  const client = useQueryClient();
  const rename = async (name: string) => {
    await renamePasskey(passkey.id, name);
    await client.invalidateQueries(passkeysQuery);
  };
  return (
    <Group justify="space-between" py={10} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ minWidth: 0 }}>
        <Text fz="sm" fw={500} className="anywhere">
          {passkey.name} {passkey.is_synced && <Badge ml={6}>Synced</Badge>}
        </Text>
        <Text fz="sm" c="dimmed" component="div">
          Added <Time value={passkey.created_at} show="date" />
          {passkey.last_used_at ? (
            <>
              , last used <Time value={passkey.last_used_at} />
            </>
          ) : (
            ", not used yet"
          )}
        </Text>
      </div>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" aria-label={`Rename ${passkey.name}`} onClick={renaming.open}>
          Rename…
        </Button>
        <Button size="compact-sm" variant="default" aria-label={`Delete ${passkey.name}`} onClick={deleting.open}>
          Delete…
        </Button>
      </Group>
      {isRenaming && <NameDialog title="Rename passkey" name={passkey.name} onSave={rename} onClose={renaming.close} />}
      {isDeleting && <DeleteDialog passkey={passkey} onClose={deleting.close} />}
    </Group>
  );
}

function DeleteDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deletePasskey(passkey.id),
    onSuccess: () => {
      onClose();
      tell(`${passkey.name} deleted.`);
      return client.invalidateQueries(factorsQuery);
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${passkey.name}`}
      action="Delete passkey"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      It no longer signs you in. Delete it on the device as well, or that goes on offering it.
    </ConfirmDialog>
  );
}
