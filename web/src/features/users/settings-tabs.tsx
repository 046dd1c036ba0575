import { PageTabs } from "../../design/page/page-tabs.tsx";

export function SettingsTabs() {
  return (
    <PageTabs
      label="Settings"
      tabs={[
        { to: "/settings/profile", label: "Profile" },
        { to: "/settings/security", label: "Security" },
        { to: "/settings/sessions", label: "Sessions" },
        { to: "/settings/mail", label: "Mail" },
        { to: "/settings/memories", label: "Memories" },
        { to: "/settings/identities", label: "Linked identities" },
        { to: "/settings/organization", label: "Organization" },
      ]}
    />
  );
}
