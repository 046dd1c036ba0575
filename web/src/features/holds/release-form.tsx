import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type Hold, releaseHold } from "./queries.ts";

export function ReleaseForm({ hold, onDone }: { hold: Hold; onDone: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { reason: "" },
    validate: {
      reason: (text: string) => (text.trim().length < 10 ? "Say why it is not needed any more." : null),
    },
  });
  const release = submit(async ({ reason }) => {
    await releaseHold(hold.id, reason.trim());
    await client.invalidateQueries({ queryKey: ["holds"] });
    tell("Released. What was erased meanwhile is destroyed.");
    onDone();
  });
  return (
    <form onSubmit={release} noValidate>
      <Textarea
        label="Why it is released"
        description="There is no way back: what was erased meanwhile is destroyed."
        autosize
        minRows={2}
        maxLength={4000}
        key={form.key("reason")}
        {...form.getInputProps("reason")}
      />
      {error !== null && <ErrorNotice error={error} />}
      <Button type="submit" mt="xs" color="red" loading={isBusy}>
        Release
      </Button>
    </form>
  );
}
