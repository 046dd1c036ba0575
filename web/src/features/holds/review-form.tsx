import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { InlineForm } from "../../design/forms/inline-form.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { startOf } from "./describe-hold.ts";
import { type Hold, reviewHold } from "./queries.ts";

export function ReviewForm({ hold, onDone }: { hold: Hold; onDone: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { review_at: "" },
    validate: { review_at: (day: string) => (day ? null : "Say when it is looked at again.") },
  });
  const review = submit(async ({ review_at }) => {
    await reviewHold(hold.id, startOf(review_at));
    await client.invalidateQueries({ queryKey: ["holds"] });
    tell("Noted that it is still needed.");
    onDone();
  });
  return (
    <InlineForm action="Keep holding" isBusy={isBusy} error={error} onSubmit={review}>
      <TextInput
        type="date"
        label="Still needed; look again on"
        key={form.key("review_at")}
        {...form.getInputProps("review_at")}
      />
    </InlineForm>
  );
}
