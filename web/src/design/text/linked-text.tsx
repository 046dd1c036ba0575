import { Anchor, Text } from "@mantine/core";

const url = /(https?:\/\/[^\s<>"]+)/;

/** Plain text as it was written, with its addresses as links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <Text fz="sm" className="wraps" component="div">
      {text.split(url).map((part, index) =>
        url.test(part) ? (
          <Anchor key={index} href={part} fz="sm" underline="always">
            {part}
          </Anchor>
        ) : (
          part
        ),
      )}
    </Text>
  );
}
