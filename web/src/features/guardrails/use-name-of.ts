import { useQuery } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { classesQuery, type ReportBy, rulesQuery } from "./queries.ts";

const ways: Record<string, string> = {
  chat: "Chat",
  v1: "The /v1 API",
  rest: "The API",
  schedule: "Scheduled calls",
  test: "Tests",
  webhook: "Webhooks",
  mail: "Mails",
};

/** What a row of the report is of, in words. */
export function useNameOf(by: ReportBy): (of: string) => string {
  const { workspace } = useCurrent();
  const classes = useQuery(classesQuery(workspace.id));
  const rules = useQuery(rulesQuery(workspace.id));
  if (by === "class") return (of) => classes.data?.data.find((one) => one.class === of)?.words ?? of;
  if (by === "way") return (of) => ways[of] ?? of;
  if (by === "route") return (of) => (of === "?" ? "Stopped before a model was chosen" : of);
  return (of) => {
    const own = rules.data?.find(({ id }) => of.endsWith(`/${id}`));
    return own ? `Your rule “${own.name}”` : of;
  };
}
