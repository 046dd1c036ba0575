import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { meQuery } from "../users/queries.ts";
import { EraseSection } from "./erase-section.tsx";
import { ExportSection } from "./export-section.tsx";
import { privacyRequestsQuery } from "./queries.ts";
import { RequestsSection } from "./requests-section.tsx";

/** For someone who is in no organization: their data is theirs all the same. */
export function LeavePage() {
  const { user } = useSuspenseQuery(meQuery).data;
  const query = useQuery(privacyRequestsQuery);
  return (
    <PlainPage title="My data" footer={<AnchorLink to="/welcome">Back</AnchorLink>} wide>
      <ExportSection title="Export your data" description="Everything Avow keeps about you, as a zip." />
      <RequestsSection query={query} />
      <EraseSection
        title="Erase your account"
        description="You see first what goes and what stays, and why."
        typeToConfirm={user.email}
      />
    </PlainPage>
  );
}
