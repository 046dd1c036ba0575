import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { type Contact, type Merge, splitContact } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { callContact } from "./words.ts";

/** Who turned out to be the same person, and the way back. */
export function MergesSection({ contact }: { contact: Contact }) {
  const { can } = useCurrent();
  const [isMerging, merging] = useDisclosure();
  if (!can("contacts.write")) return null;
  return (
    <Section
      title="The same person"
      description="A contact that turns out to be the same person becomes part of this one. It can be taken apart again."
      action={
        <Button size="xs" variant="default" onClick={merging.open}>
          Merge…
        </Button>
      }
    >
      {contact.merges.map((merge) => (
        <MergeRow key={merge.id} contact={contact} merge={merge} />
      ))}
      {isMerging && <MergeDialog contact={contact} onClose={merging.close} />}
    </Section>
  );
}

function MergeRow({ contact, merge }: { contact: Contact; merge: Merge }) {
  const changed = useContactChanged();
  const split = useMutation({
    mutationFn: () => splitContact(merge.id),
    onSuccess: async (other) => {
      await changed(contact.id);
      tell(`${callContact(other)} is a contact of its own again.`);
    },
    onError: tellFailure,
  });
  const name = merge.name ?? "Somebody without a name";
  return (
    <Group justify="space-between" py={8} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ minWidth: 0 }}>
        <Text fz="sm" className="anywhere">
          {name}
        </Text>
        <Text fz="xs" c="dimmed">
          merged <Time value={merge.merged_at} />
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Take ${name} apart again`}
        loading={split.isPending}
        onClick={() => split.mutate()}
      >
        Take apart
      </Button>
    </Group>
  );
}
