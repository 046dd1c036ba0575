import { Group, Text } from "@mantine/core";

/** The mark: an A whose second leg is a tick, a promise that was kept. */
export function BrandMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#1a6f58" />
      <g fill="none" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6.5 24.5 13.6 7.5 18 18" stroke="#fff" />
        <path d="m13.2 18.6 5 5.6L26 11" stroke="#f2b84b" />
      </g>
    </svg>
  );
}

export function Wordmark({ size = 26 }: { size?: number }) {
  return (
    <Group gap={9} wrap="nowrap">
      <BrandMark size={size} />
      <Text component="span" fw={650} fz={size * 0.72} lts="-0.03em" lh={1}>
        Avow
      </Text>
    </Group>
  );
}
