import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import type { Consent, Contact } from "./queries.ts";
import { RecordConsentDialog } from "./record-consent-dialog.tsx";
import { labelOfPurpose, labelOfWay, standingConsents } from "./words.ts";

/** What holds now, and everything that was said before with its proof. */
export function ConsentsSection({ contact }: { contact: Contact }) {
  const { can } = useCurrent();
  const [isGiving, giving] = useDisclosure();
  const [withdrawing, withdraw] = useState<Consent["purpose"]>();
  const [isOpen, { toggle }] = useDisclosure();
  const mayWrite = can("contacts.write");
  const standing = standingConsents(contact.consents);
  return (
    <Section
      title="What they agreed to"
      description="Without a yes to AI, nothing about them is sent to a model. A no is obeyed within a second, also by what is running."
      action={
        mayWrite && (
          <Button size="xs" variant="default" onClick={giving.open}>
            Record consent
          </Button>
        )
      }
    >
      {standing.length === 0 && (
        <Text fz="sm" c="dimmed">
          Nothing so far. What nobody agreed to is refused.
        </Text>
      )}
      {standing.map((consent) => (
        <ConsentRow key={consent.id} consent={consent}>
          {mayWrite && consent.state === "given" && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Withdraw ${labelOfPurpose(consent.purpose)}`}
              onClick={() => withdraw(consent.purpose)}
            >
              Withdraw…
            </Button>
          )}
        </ConsentRow>
      ))}
      {contact.consents.length > standing.length && (
        <Button size="compact-sm" variant="subtle" mt={8} onClick={toggle} aria-expanded={isOpen}>
          {isOpen ? "Hide what was said before" : "Everything that was said"}
        </Button>
      )}
      {isOpen && contact.consents.map((consent) => <ConsentRow key={consent.id} consent={consent} />)}
      {isGiving && <RecordConsentDialog contact={contact} state="given" onClose={giving.close} />}
      {withdrawing && (
        <RecordConsentDialog
          contact={contact}
          state="withdrawn"
          purpose={withdrawing}
          onClose={() => withdraw(undefined)}
        />
      )}
    </Section>
  );
}

function ConsentRow({ consent, children }: { consent: Consent; children?: ReactNode }) {
  const { purpose, state, how, evidence, text, text_version, text_hash, recorded_at } = consent;
  return (
    <Group justify="space-between" align="flex-start" py={8} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 240px", minWidth: 0 }}>
        <Group gap="xs">
          <Text fz="sm" fw={500}>
            {labelOfPurpose(purpose)}
          </Text>
          <StatusDot tone={state === "given" ? "good" : "off"}>{state === "given" ? "Given" : "Withdrawn"}</StatusDot>
        </Group>
        <Text fz="xs" c="dimmed">
          {labelOfWay(how)} · <Time value={recorded_at} show="full" />
        </Text>
        {evidence && (
          <Text fz="sm" className="anywhere">
            {evidence}
          </Text>
        )}
        {text && (
          <Text fz="sm" className="anywhere">
            “{text}”
          </Text>
        )}
        {text_hash && (
          <Text fz="xs" c="dimmed" className="anywhere">
            {text_version ? `${text_version}, ` : ""}SHA-256 {text_hash}
          </Text>
        )}
      </div>
      {children}
    </Group>
  );
}
