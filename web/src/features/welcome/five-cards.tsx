import { AnchorLink } from "../../design/page/links.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import type { MyOrganization } from "../users/queries.ts";
import { StartCards } from "./start-cards.tsx";

export function FiveCards({ organization }: { organization: MyOrganization }) {
  return (
    <PlainPage
      title={`${organization.name} is ready. What first?`}
      description="Each opens an example that works as it is, with no account anywhere."
      footer={
        <AnchorLink to="/" fz="sm">
          Skip to Home
        </AnchorLink>
      }
      wide
    >
      <StartCards workspaceId={organization.workspaces[0]?.id} />
    </PlainPage>
  );
}
