import { useCurrent } from "../workspaces/current.ts";
import type { PrivacyRequest } from "./queries.ts";

/** Which organization a request about one is about: the one that is open. */
export function useSubject(subject: PrivacyRequest["subject"]): { organization_id?: string } {
  const { organization } = useCurrent();
  return subject === "organization" ? { organization_id: organization.id } : {};
}
