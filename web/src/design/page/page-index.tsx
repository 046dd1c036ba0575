import { NativeSelect } from "@mantine/core";
import { Link, type LinkProps, useLocation, useNavigate } from "@tanstack/react-router";

export interface PartGroup {
  label: string;
  parts: { to: NonNullable<LinkProps["to"]>; label: string }[];
}

/** The parts of a place that has many, in groups: a column beside them, and where that has no room a list to choose from. */
export function PageIndex({ label, groups }: { label: string; groups: PartGroup[] }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const parts = groups.flatMap((group) => group.parts);
  const here = parts.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <div className="page-index">
      <nav aria-label={label} className="page-index-column">
        {groups.map((group) => (
          <IndexGroup key={group.label} group={group} />
        ))}
      </nav>
      <NativeSelect
        className="page-index-choice"
        aria-label={`Parts of ${label}`}
        value={here?.to ?? ""}
        onChange={({ target }) => void navigate({ to: target.value })}
        data={groups.map((group) => ({
          group: group.label,
          items: group.parts.map((part) => ({ value: part.to, label: part.label })),
        }))}
      />
    </div>
  );
}

function IndexGroup({ group }: { group: PartGroup }) {
  return (
    <div className="page-index-group">
      <p className="page-index-label">{group.label}</p>
      {group.parts.map((part) => (
        <Link key={part.to} to={part.to} className="page-index-link focusable">
          {part.label}
        </Link>
      ))}
    </div>
  );
}
