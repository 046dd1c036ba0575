import { Text } from "@mantine/core";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";

/** A fresh server that nobody owns yet can only be entered by the link that its terminal shows. */
export function NoOwnerNotice() {
  return (
    <PlainPage title="Avow is running and waits for its owner">
      <Text>
        Open the one-time owner link that the terminal printed when Avow started. Whoever opens it first becomes the
        operator of this server.
      </Text>
      <Text c="dimmed" fz="sm">
        Lost it? Start Avow again, and it prints a new one:
      </Text>
      <CodeBlock code="npm start" language="bash" />
    </PlainPage>
  );
}
