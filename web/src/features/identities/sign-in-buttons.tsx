import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { deploymentQuery } from "../deployment/queries.ts";
import { leave, type Way } from "./queries.ts";

/** Signing in by Google, where the operator set it up, and by the provider of an organization. */
export function SignInButtons({ next }: { next: string | undefined }) {
  const { data: deployment } = useQuery(deploymentQuery);
  const [isAsking, setAsking] = useState(false);
  const [email, setEmail] = useState("");
  const go = useMutation({ mutationFn: (way: Way) => leave(way, { kind: "sign_in", ...(next ? { next } : {}) }) });
  return (
    <Stack gap="xs">
      {deployment?.google && (
        <Button variant="default" loading={go.isPending} onClick={() => go.mutate({ provider: "google" })}>
          Continue with Google
        </Button>
      )}
      {isAsking ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            go.mutate({ email: email.trim() });
          }}
        >
          <Group align="end" gap="xs">
            <TextInput
              label="Work e-mail"
              type="email"
              autoComplete="username"
              style={{ flex: 1 }}
              data-autofocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" loading={go.isPending}>
              Continue
            </Button>
          </Group>
        </form>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          Continue with your organization
        </Button>
      )}
      {go.error && <ErrorNotice error={go.error} />}
    </Stack>
  );
}
