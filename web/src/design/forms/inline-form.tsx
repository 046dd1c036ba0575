import { Button, Group } from "@mantine/core";
import type { ReactNode, SubmitEventHandler } from "react";
import { ErrorNotice } from "../states/error-notice.tsx";

interface InlineFormProps {
  /** Names the effect: "Withhold", never "OK". */
  action: string;
  isBusy: boolean;
  /** What was refused and belongs to no field; null for nothing. */
  error: unknown;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/** A field or two, and on the same line the button that sends them. */
export function InlineForm({ action, isBusy, error, onSubmit, children }: InlineFormProps) {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Group align="flex-end" gap="xs">
        {children}
        <Button type="submit" variant="default" loading={isBusy}>
          {action}
        </Button>
      </Group>
      {error !== null && <ErrorNotice error={error} />}
    </form>
  );
}
