import { Button, Group, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { extendRequest, type RightsDetails } from "./queries.ts";

export function ExtendForm({ request, until }: { request: RightsDetails; until: string }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { reason: "" },
    validate: { reason: (text: string) => (text.trim().length >= 10 ? null : "Say why in a sentence.") },
  });
  const send = submit(async ({ reason }) => {
    await extendRequest(request.id, reason.trim());
    await client.invalidateQueries({ queryKey: ["rights-requests"] });
    tell("They are told why it takes longer.");
  });
  return (
    <form onSubmit={send} noValidate>
      <Textarea
        label="Take more time"
        description={
          <>
            Once, until <Time value={until} show="date" />. They read why.
          </>
        }
        autosize
        minRows={2}
        maxLength={4000}
        key={form.key("reason")}
        {...form.getInputProps("reason")}
      />
      {error !== null && <ErrorNotice error={error} />}
      <Group mt="xs">
        <Button type="submit" size="xs" variant="default" loading={isBusy}>
          Extend
        </Button>
      </Group>
    </form>
  );
}
