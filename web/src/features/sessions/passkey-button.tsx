import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { canUsePasskeys } from "../factors/use-passkey.ts";

interface PasskeyButtonProps {
  label: string;
  isMain?: boolean;
  onUse: () => Promise<void>;
}

/** Asks for a passkey; absent in a browser that has none. */
export function PasskeyButton({ label, isMain, onUse }: PasskeyButtonProps) {
  const use = useMutation({ mutationFn: onUse });
  if (!canUsePasskeys()) return null;
  return (
    <>
      <Button
        variant={isMain ? "filled" : "default"}
        leftSection={<IconFingerprint size={17} />}
        loading={use.isPending}
        onClick={() => use.mutate()}
        fullWidth
      >
        {label}
      </Button>
      {use.error && <ErrorNotice error={use.error} />}
    </>
  );
}
