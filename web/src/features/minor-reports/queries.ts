import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type MinorReport = Answer<"/minor-reports">["reports"][number];
/** Whose reports: one organization's, or all of the deployment. */
export type View = "organization" | "operator";

export const minorReportsKey = ["minor-reports"];

export const minorReportsQuery = (view: View, organizationId: string) =>
  queryOptions({
    queryKey: [...minorReportsKey, view, organizationId],
    queryFn: () => bodyOf(view === "operator" ? api.GET("/operator/minor-reports") : api.GET("/minor-reports")),
  });

interface Decision {
  decision: "lift" | "remove";
  reason: string;
}

export async function decideReport(view: View, minor_report_id: string, body: Decision): Promise<void> {
  const asked = { params: { path: { minor_report_id } }, body };
  if (view === "operator") await api.POST("/operator/minor-reports/{minor_report_id}/decide", asked);
  else await api.POST("/minor-reports/{minor_report_id}/decide", asked);
}

export async function reportMember(user_id: string, reason: string): Promise<void> {
  await api.POST("/members/{user_id}/report-minor", { params: { path: { user_id } }, body: { reason } });
}
