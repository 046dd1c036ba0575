import { Code, Table, Text } from "@mantine/core";
import { readArguments, showHidden } from "./read-arguments.ts";

interface CallArgumentsProps {
  /** JSON as the model wrote it. */
  json: string;
  label: string;
}

/** What a tool is called with, one line for each argument and nothing cut off; text that is no JSON object stands as it is. */
export function CallArguments({ json, label }: CallArgumentsProps) {
  const fields = readArguments(json);
  if (!fields)
    return (
      <Code block mt={6} className="wraps" aria-label={label}>
        {showHidden(json)}
      </Code>
    );
  return (
    <Table mt={6} aria-label={label} withTableBorder verticalSpacing={6} layout="auto">
      <Table.Tbody>
        {fields.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="1%" ta="start" style={{ verticalAlign: "top" }}>
              <Text className="mono" fz="xs" c="dimmed">
                {name}
              </Text>
            </Table.Th>
            <Table.Td className="wraps">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
