import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../../design/states/query-view.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { MergePreview } from "./merge-preview.tsx";
import { type Contact, type ContactSearch, contactsQuery, mergeContacts } from "./queries.ts";
import { SearchForm } from "./search-form.tsx";
import { useContactChanged } from "./use-contact-changed.ts";
import { callContact, describeIdentity } from "./words.ts";

/** Finds the other one, shows what would be, and makes it so. */
export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [otherId, setOtherId] = useState<string>();
  const changed = useContactChanged();
  const merge = useMutation({
    mutationFn: (id: string) => mergeContacts(contact.id, id),
    onSuccess: async (whole) => {
      await changed(contact.id);
      tell(`Merged into ${callContact(whole)}. You can take it apart again below.`);
      onClose();
    },
    onError: tellFailure,
  });
  return (
    <Modal opened onClose={onClose} title={`Who is the same as ${callContact(contact)}?`} size="lg">
      <Stack>
        <Others contact={contact} chosen={otherId} onChoose={setOtherId} />
        {otherId && <MergePreview contactId={contact.id} otherId={otherId} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!otherId} loading={merge.isPending} onClick={() => otherId && merge.mutate(otherId)}>
            Merge
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface OthersProps {
  contact: Contact;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function Others({ contact, chosen, onChoose }: OthersProps) {
  const { workspace } = useCurrent();
  const [search, setSearch] = useState<ContactSearch | undefined>(contact.name ? { name: contact.name } : undefined);
  const query = useInfiniteQuery(contactsQuery(workspace.id, search));
  return (
    <>
      <SearchForm onSearch={setSearch} />
      <QueryView query={query}>
        {({ pages }) => {
          const others = pages.flatMap(({ data }) => data).filter(({ id }) => id !== contact.id);
          if (others.length === 0)
            return (
              <Text fz="sm" c="dimmed">
                Nobody else was found. Search by another name, or by what they are reached by.
              </Text>
            );
          return (
            <Radio.Group aria-label="The other contact" value={chosen ?? null} onChange={onChoose}>
              <Stack gap="xs" mah={260} style={{ overflowY: "auto" }}>
                {others.map((other) => (
                  <Radio
                    key={other.id}
                    value={other.id}
                    label={callContact(other)}
                    description={other.identities.map(describeIdentity).join(", ")}
                  />
                ))}
              </Stack>
            </Radio.Group>
          );
        }}
      </QueryView>
    </>
  );
}
