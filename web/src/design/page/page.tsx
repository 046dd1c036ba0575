import { Burger, Group } from "@mantine/core";
import { type ReactNode, use } from "react";
import { NavigationToggle } from "./navigation-toggle.ts";
import "./page.css";

interface PageProps {
  title: string;
  actions?: ReactNode;
  tabs?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A screen with its heading, actions and, where it has several parts, its tabs. */
export function Page({ title, actions, tabs, narrow, children }: PageProps) {
  return (
    <>
      <PageHead title={title}>{actions}</PageHead>
      <div className="page-frame">
        {tabs}
        <div className="page-body" data-narrow={narrow || undefined}>
          {children}
        </div>
      </div>
    </>
  );
}

/** The sticky bar on top, alone for screens that lay themselves out. */
export function PageHead({ title, heading, children }: { title: string; heading?: ReactNode; children?: ReactNode }) {
  const toggle = use(NavigationToggle);
  return (
    <div className="page-head">
      <title>{`${title} · Avow`}</title>
      {toggle && <Burger hiddenFrom="sm" opened={false} onClick={toggle} size="sm" aria-label="Open menu" ml={-6} />}
      <h1 className="page-title ellipsis">{heading ?? title}</h1>
      <Group gap={8} ml="auto" maw="100%">
        {children}
      </Group>
    </div>
  );
}
