import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { InboxTabs } from "../inbox/inbox-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { CallsSection } from "./calls-section.tsx";
import { ConsentsSection } from "./consents-section.tsx";
import { ContactForm } from "./contact-form.tsx";
import { EndSection } from "./end-section.tsx";
import { IdentitiesSection } from "./identities-section.tsx";
import { LocksSection } from "./locks-section.tsx";
import { MergesSection } from "./merges-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import { contactQuery } from "./queries.ts";
import { callContact } from "./words.ts";

/** Everything that is kept about one outside person. */
export function ContactPage() {
  const { contactId } = useParams({ from: "/app/inbox/contacts/$contactId" });
  const { can } = useCurrent();
  const query = useQuery(contactQuery(contactId));
  return (
    <Page title={query.data ? callContact(query.data) : "Contact"} tabs={<InboxTabs />} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={8} />}>
        {(contact) => (
          <Stack>
            <ContactForm key={contact.version} contact={contact} />
            <IdentitiesSection contact={contact} />
            <ConsentsSection contact={contact} />
            <LocksSection contact={contact} />
            <MergesSection contact={contact} />
            {can("generations.read") && <CallsSection contact={contact} />}
            {can("contacts.erase") && <PrivacySection contact={contact} />}
            {can("contacts.erase") && <EndSection contact={contact} />}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
