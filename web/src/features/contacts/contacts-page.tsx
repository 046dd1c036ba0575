import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAddressBook, IconPlus, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useStore } from "../../design/signal.ts";
import { InboxTabs } from "../inbox/inbox-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ContactRow } from "./contact-row.tsx";
import { deleting } from "./deleting.ts";
import { NewContactDialog } from "./new-contact-dialog.tsx";
import { type ContactSearch, contactsQuery, downloadContacts, type ListedContact } from "./queries.ts";
import { SearchForm } from "./search-form.tsx";

/** The outside people of a workspace. */
export function ContactsPage() {
  const { workspace, can } = useCurrent();
  const [search, setSearch] = useState<ContactSearch>();
  const [isAdding, adding] = useDisclosure();
  const query = useInfiniteQuery({ ...contactsQuery(workspace.id, search), enabled: can("contacts.read") });
  const add = can("contacts.write") && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={adding.open}>
      New contact
    </Button>
  );
  return (
    <Page title="Inbox" tabs={<InboxTabs />} actions={<Actions add={add} />}>
      <Section
        title="Contacts"
        description="People outside whom this workspace deals with. It answers for what it keeps about them."
      >
        <Stack>
          <SearchForm onSearch={setSearch} />
          <QueryView query={query}>
            {({ pages }) => (
              <Contacts contacts={pages.flatMap(({ data }) => data)} isSearch={search !== undefined} add={add} />
            )}
          </QueryView>
          <MoreRows query={query}>{search ? "Search further" : "Show more"}</MoreRows>
        </Stack>
      </Section>
      {isAdding && <NewContactDialog onClose={adding.close} />}
    </Page>
  );
}

function Actions({ add }: { add: ReactNode }) {
  const { can } = useCurrent();
  return (
    <>
      {can("contacts.erase") && (
        <DownloadButton name="contacts.csv" fetchFile={downloadContacts} leftSection={null} visibleFrom="sm">
          Export
        </DownloadButton>
      )}
      {can("contacts.write") && (
        <ButtonLink size="xs" variant="default" to="/inbox/contacts/import">
          Import
        </ButtonLink>
      )}
      {add}
    </>
  );
}

type ContactsProps = { contacts: ListedContact[]; isSearch: boolean; add: ReactNode };

function Contacts({ contacts, isSearch, add }: ContactsProps) {
  const hidden = useStore(deleting);
  const shown = contacts.filter(({ id }) => !hidden.has(id));
  if (shown.length === 0 && isSearch)
    return (
      <Empty icon={IconSearch} title="Nobody was found">
        A name is found by a part of it. An address, number or handle has to be the whole one.
      </Empty>
    );
  if (shown.length === 0)
    return (
      <Empty icon={IconAddressBook} title="No contacts yet" action={add}>
        A contact has what they are reached by, what they agreed to, and everything that concerns them in one place, so
        that it can be given to them or erased.
      </Empty>
    );
  return (
    <DataTable label="Contacts" columns={["Who", "Reached by", "Age", "Changed"]}>
      {shown.map((contact) => (
        <ContactRow key={contact.id} contact={contact} />
      ))}
    </DataTable>
  );
}
