import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AskedFor } from "./asked-for.tsx";
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
  return <AskedFor asked={data} label={`What ${data.tool} would do`} />;
}
