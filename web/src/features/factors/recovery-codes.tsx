import { Alert, Button, CopyButton, Group, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { saveBlob } from "../../design/save-blob.ts";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose: () => void;
}

/** Ten codes, shown this once. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const text = `Recovery codes for Avow. Each works once.\n\n${codes.join("\n")}\n`;
  return (
    <Modal opened onClose={onClose} title="Keep your recovery codes" closeOnClickOutside={false}>
      <Stack>
        <Alert color="yellow">
          They are shown only now. Without them, and without your device, nobody can let you into your account.
        </Alert>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6}>
          {codes.map((code) => (
            <Text key={code} className="mono" fz="sm">
              {code}
            </Text>
          ))}
        </SimpleGrid>
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? "Copied" : "Copy"}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={() => saveBlob(new Blob([text]), "avow-recovery-codes.txt")}>
              Save as file
            </Button>
          </Group>
          <Button onClick={onClose}>I have kept them</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
