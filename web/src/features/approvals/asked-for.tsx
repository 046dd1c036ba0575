import { Badge, Text } from "@mantine/core";
import { CallArguments } from "../runs/call-arguments.tsx";

interface AskedForProps {
  asked: { sentence: string; untrusted: boolean; arguments: string };
  /** What would be done, for those who cannot see the table. */
  label: string;
}

/** Why somebody is asked, and exactly what would be carried out. */
export function AskedFor({ asked, label }: AskedForProps) {
  return (
    <div style={{ marginTop: 6 }}>
      <Text fz="sm" c="dimmed" component="div">
        {asked.sentence} {asked.untrusted && <Badge color="yellow">Something from outside is in context</Badge>}
      </Text>
      <CallArguments json={asked.arguments} label={label} />
    </div>
  );
}
