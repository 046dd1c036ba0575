import { Group, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { type AccountLock, accountLocksQuery, liftAccountLock, lockAccount, type Purpose } from "./queries.ts";

const choices: readonly { purpose?: Purpose; label: string; says: string }[] = [
  {
    label: "Lock everything",
    says: "Your data is kept and used for nothing but legal claims and the safety of your account. You can still see, export and erase it.",
  },
  { purpose: "ai", label: "Object to AI", says: "No AI is asked in your name; a call that runs ends within a second." },
  { purpose: "marketing", label: "Object to news", says: "No announcements are written to you." },
  { purpose: "analytics", label: "Object to counting", says: "What you do is in no count of how this is used." },
];

/** What one locks of one's own data: obeyed by the next operation, and lifted the same way. */
export function LockSection() {
  const query = useQuery(accountLocksQuery);
  return (
    <Section
      title="Lock your data"
      description="Stops uses of your data at once. Nothing gets dearer or worse for it, and you lift it here when you like."
    >
      <QueryView query={query}>
        {(locks) => (
          <Stack>
            {choices.map((choice) => (
              <Choice key={choice.label} choice={choice} locks={locks} />
            ))}
            <History locks={locks.filter(({ lifted_at }) => lifted_at !== null)} />
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function Choice({ choice, locks }: { choice: (typeof choices)[number]; locks: AccountLock[] }) {
  const client = useQueryClient();
  const { purpose, label, says } = choice;
  const lock = locks.find((one) => one.lifted_at === null && one.purpose === (purpose ?? null));
  const change = useMutation({
    mutationFn: () => (lock ? liftAccountLock(lock.id) : lockAccount(purpose)),
    onSuccess: () => tell(lock ? "Lifted." : "Locked. It holds from the next operation on."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: accountLocksQuery.queryKey }),
  });
  return (
    <Switch
      label={label}
      description={says}
      checked={lock !== undefined}
      disabled={change.isPending}
      onChange={() => change.mutate()}
    />
  );
}

function History({ locks }: { locks: AccountLock[] }) {
  if (locks.length === 0) return null;
  return (
    <div>
      {locks.map(({ id, purpose, locked_at, lifted_at }) => (
        <Group key={id} gap={6}>
          <Text fz="xs" c="dimmed">
            {choices.find((choice) => (choice.purpose ?? null) === purpose)?.label}:{" "}
            <Time value={locked_at} show="full" /> to <Time value={lifted_at ?? locked_at} show="full" />
          </Text>
        </Group>
      ))}
    </div>
  );
}
