import { Tabs } from "@mantine/core";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { builderPartsId, builderTabs } from "./builder-tabs.tsx";
import type { Agent } from "./queries.ts";

/** The parts of an agent, each with an address of its own. */
export function BuilderParts({ agent }: { agent: Agent }) {
  const { tab: asked } = useSearch({ from: "/app/agents/$agentId" });
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate({ from: "/agents/$agentId" });
  const list = useRef<HTMLDivElement>(null);
  const shown = builderTabs.find(({ label }) => label === asked) ?? builderTabs[0]!;
  const show = (label: string | null) =>
    void navigate({ search: label ? { tab: label } : {}, replace: true, resetScroll: false });
  const part = shown.label;
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (!tab || !list.current) return;
    // On a phone the last parts lie beside the screen.
    list.current.scrollLeft = tab.offsetLeft - 40;
    // Whoever was sent here goes on here.
    if (hash === builderPartsId) tab.focus({ preventScroll: true });
  }, [part, hash]);
  return (
    <Tabs value={part} onChange={show} keepMounted={false}>
      <Tabs.List ref={list} id={builderPartsId} className="scrolling-tabs" style={{ scrollMarginTop: 64 }}>
        {builderTabs.map(({ label }) => (
          <Tabs.Tab key={label} value={label} data-part={label}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {builderTabs.map(({ label, Panel }) => (
        <Tabs.Panel key={label} value={label} pt="md">
          <Panel agent={agent} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
