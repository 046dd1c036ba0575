import { PageTabs } from "../../design/page/page-tabs.tsx";

export function ContentTabs() {
  return (
    <PageTabs
      label="Content"
      tabs={[
        { to: "/content", label: "Overview" },
        { to: "/content/files", label: "Files" },
        { to: "/content/knowledge", label: "Knowledge" },
      ]}
    />
  );
}
