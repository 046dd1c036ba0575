import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LiftLockDialog } from "./lift-lock-dialog.tsx";
import { LockDialog } from "./lock-dialog.tsx";
import type { Contact, Lock } from "./queries.ts";
import { labelOfPurpose } from "./words.ts";

/** What they do not want any more: everything, or one use. */
export function LocksSection({ contact }: { contact: Contact }) {
  const { can } = useCurrent();
  const [isLocking, locking] = useDisclosure();
  const [lifting, lift] = useState<Lock>();
  const mayWrite = can("contacts.write");
  return (
    <Section
      title="What they stopped"
      description="A restriction locks everything, an objection one use. Either outdoes any consent, also for what is running."
      action={
        mayWrite && (
          <Button size="xs" variant="default" onClick={locking.open}>
            Lock
          </Button>
        )
      }
    >
      {contact.locks.length === 0 && (
        <Text fz="sm" c="dimmed">
          Nothing is locked.
        </Text>
      )}
      {contact.locks.map((lock) => (
        <Group key={lock.id} justify="space-between" py={8} style={{ borderTop: "1px solid var(--line)" }}>
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Group gap="xs">
              <Text fz="sm" fw={500}>
                {lock.purpose ? labelOfPurpose(lock.purpose) : "Everything"}
              </Text>
              <StatusDot tone={lock.lifted_at ? "off" : "warn"}>{lock.lifted_at ? "Lifted" : "Locked"}</StatusDot>
            </Group>
            <Text fz="xs" c="dimmed">
              <Time value={lock.lifted_at ?? lock.locked_at} show="full" />
            </Text>
            {lock.grounds && (
              <Text fz="sm" className="anywhere">
                {lock.grounds}
              </Text>
            )}
          </div>
          {mayWrite && !lock.lifted_at && (
            <Button size="compact-sm" variant="default" onClick={() => lift(lock)}>
              Lift…
            </Button>
          )}
        </Group>
      ))}
      {isLocking && <LockDialog contact={contact} onClose={locking.close} />}
      {lifting && <LiftLockDialog contact={contact} lock={lifting} onClose={() => lift(undefined)} />}
    </Section>
  );
}
