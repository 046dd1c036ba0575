import { PageTabs } from "../../design/page/page-tabs.tsx";

export function InboxTabs() {
  return (
    <PageTabs
      label="Inbox"
      tabs={[
        { to: "/inbox", label: "Overview" },
        { to: "/inbox/contacts", label: "Contacts" },
      ]}
    />
  );
}
