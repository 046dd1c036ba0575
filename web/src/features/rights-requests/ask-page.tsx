import { Button, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { kindNames, kinds } from "./describe-rights-request.ts";
import { askOrganization, type Kind } from "./queries.ts";
import { residences } from "./residences.ts";

const askers = [
  { value: "self", label: "Myself" },
  { value: "agent", label: "Somebody who authorised me" },
  { value: "guardian", label: "My child, or somebody I am guardian of" },
];

const reporters = [
  { value: "guardian", label: "Parent or guardian of the child" },
  { value: "agent", label: "Somebody else who knows" },
];

/** What anybody can ask an organization about their data, without an account. */
export function AskPage() {
  const { organizationId = "" } = useParams({ strict: false });
  const [isSent, setSent] = useState(false);
  if (isSent)
    return (
      <PlainPage title="Look into your mailbox">
        <Text role="status">
          A link is on its way to the address you gave. Open it, and what you ask goes to those who answer it. Nothing
          happens before.
        </Text>
      </PlainPage>
    );
  return (
    <PlainPage title="Ask about your data" description="You need no account. The clock for the answer runs from now.">
      <AskForm organizationId={organizationId} onSent={() => setSent(true)} />
    </PlainPage>
  );
}

const blank = {
  kind: "access" as Kind,
  email: "",
  name: "",
  residence: "",
  details: "",
  asker: "self" as "self" | "agent" | "guardian",
  subject_email: "",
};

type AskedForm = ReturnType<typeof useProblemForm<typeof blank>>["form"];

function AskForm({ organizationId, onSent }: { organizationId: string; onSent: () => void }) {
  const [isForAnother, setForAnother] = useState(false);
  const [isReport, setReport] = useState(false);
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: blank,
    validate: { email: (text: string) => (text.includes("@") ? null : "Type an e-mail address.") },
  });
  form.watch("asker", ({ value }) => setForAnother(value !== "self"));
  form.watch("kind", ({ value }) => {
    setReport(value === "report_minor");
    if (value === "report_minor" && form.getValues().asker === "self") form.setFieldValue("asker", "guardian");
  });
  const send = submit(async ({ kind, email, asker, ...rest }) => {
    const optional = Object.entries(asker === "self" ? { ...rest, subject_email: "" } : rest);
    const given = Object.fromEntries(optional.filter(([, text]) => text.trim() !== ""));
    await askOrganization(organizationId, { kind, email, asker, ...given });
    onSent();
  });
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <Select
          label="What do you want?"
          allowDeselect={false}
          data={kindNames.map((value) => ({ value, label: kinds[value] }))}
          key={form.key("kind")}
          {...form.getInputProps("kind")}
        />
        <Select
          label={isReport ? "Who are you?" : "Whom is it about?"}
          allowDeselect={false}
          data={isReport ? reporters : askers}
          key={form.key("asker")}
          {...form.getInputProps("asker")}
        />
        {isForAnother && (
          <TextInput
            label={isReport ? "E-mail address of the account" : "Their e-mail address (optional)"}
            description={
              isReport
                ? "When you confirm your own address, the account is suspended at once; whoever answers for it decides."
                : "They are asked whether you may. Without it, you will be asked for another proof."
            }
            type="email"
            key={form.key("subject_email")}
            {...form.getInputProps("subject_email")}
          />
        )}
        <TextInput
          label="Your e-mail address"
          description="The one the organization knows, where you have several."
          type="email"
          autoComplete="email"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <AboutYou form={form} />
        <Textarea
          label="In your words (optional)"
          autosize
          minRows={3}
          maxLength={4000}
          key={form.key("details")}
          {...form.getInputProps("details")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" loading={isBusy}>
          Send
        </Button>
      </Stack>
    </form>
  );
}

function AboutYou({ form }: { form: AskedForm }) {
  return (
    <>
      <TextInput
        label="Your name (optional)"
        autoComplete="name"
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      <Select
        label="Where do you live? (optional)"
        description="It decides which law's clock runs, and whom you can complain to."
        searchable
        clearable
        data={residences()}
        key={form.key("residence")}
        {...form.getInputProps("residence")}
      />
    </>
  );
}
