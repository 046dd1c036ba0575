import { Button } from "@mantine/core";
import { PlainPage } from "../design/page/plain-page.tsx";

export function NotFound() {
  return (
    <PlainPage
      title="There is nothing at this address"
      description="It may have been erased, or the link is incomplete."
    >
      <Button component="a" href="/">
        Go to Avow
      </Button>
    </PlainPage>
  );
}
