import { Text } from "@mantine/core";

export function Steps({ at }: { at: 1 | 2 | 3 }) {
  return (
    <Text component="span" c="dimmed" fz="sm">
      Step {at} of 3
    </Text>
  );
}
