import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { detailsOf } from "../../design/states/problem.ts";

/** What went wrong. Where another contact has that identity already, the way there. */
export function ContactProblem({ error }: { error: unknown }) {
  if (error === null) return null;
  const details = detailsOf(error);
  const holder = details?.code === "contacts.identity_taken" ? String(details.facts["contact_id"]) : "";
  return (
    <>
      <ErrorNotice error={error} />
      {holder && (
        <AnchorLink to="/inbox/contacts/$contactId" params={{ contactId: holder }}>
          Open the contact that has it
        </AnchorLink>
      )}
    </>
  );
}
