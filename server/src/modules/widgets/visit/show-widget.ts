import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { widgetErrors } from "../errors.ts";
import { widgetLanguages } from "../accept-origin.ts";
import { describeNotice } from "./describe-notice.ts";
import { findOpenWidget } from "./find-open-widget.ts";

export const showWidget = endpoint({
  method: "GET",
  path: "/widgets/{widget_id}/window",
  summary: "What a widget's window shows before anybody has said a word.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  input: z.strictObject({ widget_id: z.string().max(40) }),
  output: z.object({
    title: z.string(),
    greeting: z.string(),
    color: z.string(),
    language: z.enum(widgetLanguages),
    notice: z.string().describe("What visitors agree to."),
    notice_hash: z.string().describe("SHA-256 of it, in hex."),
    privacy_url: z.string(),
    person_url: z.string().nullable(),
    asks_age: z.boolean().describe("Only who says that they are of age can talk."),
  }),
  refusals: [widgetErrors.off, widgetErrors.agent_unpublished],
  async run(ctx, { widget_id }) {
    const { work, widget, agent } = await findOpenWidget(ctx, widget_id);
    const { title, greeting, color, language, privacy_url, person_url } = widget.settings;
    const { text, hash } = await describeNotice(work, widget);
    return {
      title: title === "" ? agent.name : title,
      greeting,
      color,
      language,
      notice: text,
      notice_hash: hash,
      privacy_url: privacy_url ?? `${ctx.deployment.origin}/trust/${widget.organization_id}`,
      person_url,
      asks_age: agent.rating === "adults",
    };
  },
});
