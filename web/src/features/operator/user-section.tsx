import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { type FoundUser, findUser, resumeUser, suspendUser } from "./queries.ts";

/** One account, for whoever knows its address; there is no list of everybody. */
export function UserSection() {
  const [email, setEmail] = useState("");
  const find = useMutation({ mutationFn: findUser });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    find.mutate(email.trim());
  };
  return (
    <Section
      title="A user"
      description="Look one up by their address, to suspend or resume them. That you asked is audited."
    >
      <Stack gap="sm" maw={520}>
        <form onSubmit={submit}>
          <Group align="end" gap="xs">
            <TextInput
              label="E-mail"
              type="email"
              required
              flex={1}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={find.isPending}>
              Look up
            </Button>
          </Group>
        </form>
        {find.error !== null && <ErrorNotice error={find.error} />}
        {find.data === null && <Text fz="sm">There is no account of this address.</Text>}
        {find.data && (
          <FoundUserView key={find.data.id} user={find.data} onChanged={() => find.mutate(find.variables ?? "")} />
        )}
      </Stack>
    </Section>
  );
}

function FoundUserView({ user, onChanged }: { user: FoundUser; onChanged: () => void }) {
  const [reason, setReason] = useState("");
  const change = useMutation({
    mutationFn: () => (user.suspended ? resumeUser(user.id) : suspendUser(user.id, reason.trim())),
    onSuccess: () => {
      tell(user.suspended ? "The account works again." : "The account is suspended; they were told why.");
      setReason("");
      onChanged();
    },
  });
  return (
    <Stack gap="xs">
      <StatusDot tone={user.suspended ? "warn" : "off"}>{user.suspended ? "Suspended" : "Active"}</StatusDot>
      <Text fz="sm" c="dimmed">
        Since <Time value={user.created_at} show="date" />, in {user.organizations}{" "}
        {user.organizations === 1 ? "organization" : "organizations"}.
      </Text>
      {!user.suspended && (
        <TextInput
          label="Reason"
          description="They will read it. They can still export and erase what is theirs."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {change.error !== null && <ErrorNotice error={change.error} />}
      <Group>
        <Button
          size="xs"
          {...(user.suspended ? { variant: "default" } : { color: "red" })}
          disabled={!user.suspended && reason.trim() === ""}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {user.suspended ? "Resume user" : "Suspend user"}
        </Button>
      </Group>
    </Stack>
  );
}
