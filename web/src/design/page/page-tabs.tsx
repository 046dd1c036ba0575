import { Link, type LinkProps } from "@tanstack/react-router";

/** The parts of a screen; each has its own address. */
export function PageTabs({ label, tabs }: { label: string; tabs: { to: LinkProps["to"]; label: string }[] }) {
  return (
    <nav className="page-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to ?? "/"}
          className="page-tab focusable"
          activeOptions={{ exact: tabs.some(({ to }) => to?.startsWith(`${tab.to}/`)) }}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
