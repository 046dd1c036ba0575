import { Group, Text } from "@mantine/core";

/** The mark: an A whose crossbar is a tick, a promise that was kept. */
export function BrandMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#1a6f58" />
      <g fill="none" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6.5 25 15.5 6.5 24.5 25" stroke="#fff" />
        <path d="m9.5 17 5.8 4.4L27 10.5" stroke="#f2b84b" />
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
