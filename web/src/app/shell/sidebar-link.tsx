import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Place } from "../places.ts";

interface SidebarLinkProps {
  place: Place;
  isActive: boolean;
  isFolded: boolean;
}

export function SidebarLink({ place: { to, label, icon: Icon }, isActive, isFolded }: SidebarLinkProps) {
  return (
    <Tooltip label={label} position="right" disabled={!isFolded}>
      <Link
        to={to}
        className="sidebar-link focusable"
        data-active={isActive || undefined}
        aria-current={isActive ? "page" : undefined}
        aria-label={isFolded ? label : undefined}
      >
        <Icon size={17} stroke={1.6} style={{ flex: "none" }} aria-hidden />
        {!isFolded && <span className="ellipsis">{label}</span>}
      </Link>
    </Tooltip>
  );
}
