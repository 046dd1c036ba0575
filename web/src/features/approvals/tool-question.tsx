import { Badge, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CallArguments } from "../runs/call-arguments.tsx";
import { toolQuestionQuery } from "./queries.ts";

/** What an agent asks for, exactly as it would be carried out, and why somebody is asked. */
export function ToolQuestion({ approvalId }: { approvalId: string }) {
  const { data, isError } = useQuery(toolQuestionQuery(approvalId));
  if (isError)
    return (
      <Text fz="sm" c="dimmed">
        What it was about is gone, with the run it belonged to.
      </Text>
    );
  if (!data) return null;
  return (
    <div style={{ marginTop: 6 }}>
      <Text fz="sm" c="dimmed">
        {data.sentence} {data.untrusted && <Badge color="yellow">Something from outside is in context</Badge>}
      </Text>
      <CallArguments json={data.arguments} label={`What ${data.tool} would do`} />
    </div>
  );
}
