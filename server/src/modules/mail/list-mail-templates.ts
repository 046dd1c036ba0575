import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { closeMail } from "./close-mail.ts";
import { renderMail } from "./render-mail.ts";
import { allTemplates, mailTemplates } from "./templates/all-templates.ts";
import { mailLanguages, mailTopics } from "./templates/declare-template.ts";

const shown = z.object({
  name: z.string(),
  topic: z.enum(mailTopics).describe("`account` and `security` cannot be switched off."),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

export const listMailTemplates = endpoint({
  method: "GET",
  path: "/operator/mail-templates",
  summary: "See every mail Avow sends, filled with an example.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({ language: z.enum(mailLanguages).default("en") }),
  output: z.object({ data: z.array(shown) }),
  run(ctx, { language }) {
    const data = mailTemplates.map((name) => {
      const { topic, example } = allTemplates[name];
      return { name, topic, ...renderMail(name, language, example as never, closeMail(ctx, name, ctx.scope.userId)) };
    });
    return Promise.resolve({ data });
  },
});
