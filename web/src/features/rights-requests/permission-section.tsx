import { Anchor, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { InlineForm } from "../../design/forms/inline-form.tsx";
import { Time } from "../../design/time.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { askSubject, type RightsDetails } from "./queries.ts";

/** What was signed, for whoever checks it; and the question to whom it is about. */
export function PermissionSection({ request }: { request: RightsDetails }) {
  const { permission } = request;
  return (
    <>
      {permission && (
        <Text fz="sm">
          <Anchor href={`/api/v1/rights-requests/${request.id}/permission`} download>
            What they signed
          </Anchor>
          , sent <Time value={permission.received_at} />
          {permission.checked_at ? (
            <>
              {" "}
              and checked <Time value={permission.checked_at} />.
            </>
          ) : (
            ". Look whose signature it is, and whom it names."
          )}
        </Text>
      )}
      {request.can_ask_subject && <AskThem request={request} />}
    </>
  );
}

function AskThem({ request }: { request: RightsDetails }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "" },
    validate: { email: (text: string) => (text.includes("@") ? null : "Type an e-mail address.") },
  });
  const ask = submit(async ({ email }) => {
    await askSubject(request.id, email.trim());
    await client.invalidateQueries({ queryKey: ["rights-requests"] });
  });
  return (
    <InlineForm action="Ask them" isBusy={isBusy} error={error} onSubmit={ask}>
      <TextInput
        label="Ask whom it is about"
        description="At an address that you know of them, not one that whoever asks gave you. They get a link."
        type="email"
        style={{ flex: 1 }}
        key={form.key("email")}
        {...form.getInputProps("email")}
      />
    </InlineForm>
  );
}
