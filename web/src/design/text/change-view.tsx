import { Code, Text } from "@mantine/core";

interface ChangeViewProps {
  change: { field: string; before?: unknown; after?: unknown };
}

const isNothing = (value: unknown) => value === undefined || value === null;

/** What one field was, and what it is. */
export function ChangeView({ change }: ChangeViewProps) {
  const write = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return (
    <div style={{ marginTop: 8 }}>
      <Text fz="sm">{change.field}</Text>
      {!isNothing(change.before) && (
        <Code block className="anywhere" aria-label="Before" style={{ borderLeft: "3px solid var(--bad)" }}>
          {write(change.before)}
        </Code>
      )}
      {!isNothing(change.after) && (
        <Code block className="anywhere" aria-label="After" mt={4} style={{ borderLeft: "3px solid var(--good)" }}>
          {write(change.after)}
        </Code>
      )}
    </div>
  );
}
