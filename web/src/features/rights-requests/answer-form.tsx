import { Button, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { outcomes } from "./describe-rights-request.ts";
import { answerRequest, type Outcome, type RightsDetails } from "./queries.ts";

/** Only these say what is done for a contact by the answer itself. */
const done: Partial<Record<RightsDetails["kind"], string>> = {
  access: "They get a one-time download of everything about this contact.",
  port: "They get a one-time download of everything about this contact.",
  erase: "The contact is erased at once, and they get the receipt.",
  withdraw_consent: "Every consent of this contact is taken back at once.",
};

/** Where it is about somebody here: a contact, or a member for a correction. */
function whomOf(outcome: Outcome, id: string): { contact_id?: string; user_id?: string } {
  if (id === "" || outcome === "refused") return {};
  return id.startsWith("usr_") ? { user_id: id } : { contact_id: id };
}

interface Given extends Record<string, string> {
  outcome: Outcome;
  contact_id: string;
  reply: string;
}

export function AnswerForm({ request, onDone }: { request: RightsDetails; onDone: () => void }) {
  const client = useQueryClient();
  const [first] = request.candidates;
  const [member] = request.members;
  const initialValues: Given = { outcome: "fulfilled", contact_id: first?.contact_id ?? member ?? "", reply: "" };
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues,
    validate: { reply: (text: string) => (text.trim() ? null : "Write what they will read.") },
    refusals: { "rights_requests.contact_needed": "contact_id", "rights_requests.identity_unproven": "contact_id" },
  });
  const send = submit(async ({ outcome, contact_id, reply }) => {
    await answerRequest(request.id, { outcome, reply: reply.trim(), ...whomOf(outcome, contact_id.trim()) });
    await client.invalidateQueries({ queryKey: ["rights-requests"] });
    tell("Answered. They get a link to it.");
    onDone();
  });
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="sm">
        <Select
          label="Outcome"
          allowDeselect={false}
          data={(Object.keys(outcomes) as Outcome[]).map((value) => ({ value, label: outcomes[value] }))}
          key={form.key("outcome")}
          {...form.getInputProps("outcome")}
        />
        <TextInput
          label={request.kind === "rectify" ? "Contact or member (optional)" : "Contact (optional)"}
          description={
            !first && member
              ? "The confirmed address belongs to this member. Whoever had received something of them is told of the correction."
              : first
                ? `The confirmed address belongs to ${request.candidates.length === 1 ? "this contact" : "several contacts; this is the first"}. ${done[request.kind] ?? ""}`
                : `No contact has the confirmed address. ${done[request.kind] ?? ""}`
          }
          placeholder="con_…"
          className="mono"
          key={form.key("contact_id")}
          {...form.getInputProps("contact_id")}
        />
        <Textarea
          label="Answer"
          description="What they read behind the link in the mail. A refusal says why."
          autosize
          minRows={3}
          maxLength={4000}
          key={form.key("reply")}
          {...form.getInputProps("reply")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" loading={isBusy} style={{ alignSelf: "flex-start" }}>
          Answer
        </Button>
      </Stack>
    </form>
  );
}
