import { Text } from "@mantine/core";
import { ButtonLink } from "../../design/page/links.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";

/** The owner link makes one owner, once. */
export function LinkUsedNotice() {
  return (
    <PlainPage title="This link has been used">
      <Text>Avow has its owner. If that is you, sign in; otherwise ask for an invitation.</Text>
      <ButtonLink to="/sign-in">Sign in</ButtonLink>
    </PlainPage>
  );
}
