import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { liftSuppression } from "./queries.ts";

/** The list cannot be read: it holds keyed hashes. Whoever knows an address can take it off. */
export function SuppressionSection() {
  const [address, setAddress] = useState("");
  const lift = useMutation({ mutationFn: liftSuppression });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    lift.mutate(address.trim());
  };
  return (
    <Section
      title="Addresses left alone"
      description="Where mails came back from an address that does not exist, nothing more is written there for half a year. The list holds no addresses."
    >
      <Stack gap="sm" maw={520}>
        <form onSubmit={submit}>
          <Group align="end" gap="xs">
            <TextInput
              label="Write to this address again"
              type="email"
              required
              flex={1}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={lift.isPending}>
              Take off the list
            </Button>
          </Group>
        </form>
        {lift.error !== null && <ErrorNotice error={lift.error} />}
        {lift.data && (
          <Text fz="sm" role="status">
            {lift.data.was_suppressed ? "It is written to again." : "It was not on the list."}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
