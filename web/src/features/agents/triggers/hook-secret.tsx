import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CopyField } from "../../../design/text/copy-field.tsx";
import type { Trigger } from "./trigger-queries.ts";

export interface MadeHook {
  hook: NonNullable<Trigger["hook"]>;
  secret: string;
}

/** Where a hook takes messages; without the secret that stands behind it where the address alone is the proof. */
export const addressOf = ({ path }: MadeHook["hook"]) => `${window.location.origin}${path}`;

/** What the sender has to know, shown this once. */
export function HookSecret({ made: { hook, secret }, onClose }: { made: MadeHook; onClose: () => void }) {
  const isSigned = hook.proof === "signature";
  return (
    <Modal opened onClose={onClose} title="Copy the secret now" closeOnClickOutside={false} size="lg">
      <Stack>
        <Text fz="sm">
          {isSigned
            ? "The sender posts to the address, and signs with the secret. It is not shown again."
            : "The sender posts to this address. Whoever knows it can begin runs of yours; it is not shown again."}
        </Text>
        <CopyField label="Address" value={isSigned ? addressOf(hook) : `${addressOf(hook)}.${secret}`} />
        {isSigned && <CopyField label="Signing secret" value={secret} />}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
