import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { InlineForm } from "../../design/forms/inline-form.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { startOf } from "../holds/describe-hold.ts";
import { type Disclosure, withholdNotice } from "./queries.ts";

/** Until when they may not be told; a day that is over says that they may. */
export function WithholdForm({ one }: { one: Disclosure }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { until: one.withheld_until?.slice(0, 10) ?? "", because: one.withheld_because ?? "" },
    validate: {
      until: (day: string) => (day ? null : "Say until when."),
      because: (text: string) => (text.trim().length < 3 ? "Say on whose order." : null),
    },
  });
  const send = submit(async ({ until, because }) => {
    await withholdNotice(one.id, startOf(until), because.trim());
    await client.invalidateQueries({ queryKey: ["disclosures"] });
    tell("Noted until when they may not be told.");
  });
  return (
    <InlineForm action="Withhold" isBusy={isBusy} error={error} onSubmit={send}>
      <TextInput type="date" label="Not to be told before" key={form.key("until")} {...form.getInputProps("until")} />
      <TextInput
        label="On whose order"
        style={{ flex: "1 1 200px" }}
        key={form.key("because")}
        {...form.getInputProps("because")}
      />
    </InlineForm>
  );
}
