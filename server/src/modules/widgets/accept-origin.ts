import * as z from "zod";

/** Words of the window itself come in these. */
export const widgetLanguages = ["en", "de"] as const;

/** An origin as browsers write it: https everywhere, plain http on one's own machine only. */
const originField = z
  .string()
  .max(200)
  .regex(
    /^(?:https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9]\d{0,4})?|http:\/\/(?:localhost|127\.0\.0\.1)(?::[1-9]\d{0,4})?)$/,
  )
  .describe("Scheme, host and port, nothing else: `https://shop.example`. `http://localhost` for trying it.");

const most = (ceiling: number) => z.int().min(1).max(ceiling);

export const widgetFields = {
  name: z.string().trim().min(1).max(100).describe("For members. Visitors see `title`."),
  title: z.string().trim().max(60).describe("Above the conversation; the agent's name where it is empty."),
  origins: z.array(originField).max(20).describe("Sites that may show it. None: only the preview."),
  greeting: z.string().trim().max(500),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  language: z.enum(widgetLanguages),
  notice: z
    .string()
    .trim()
    .max(2000)
    .describe(
      "What visitors agree to besides what the window always says: that an AI answers, who reads it, how long it is kept.",
    ),
  privacy_url: z
    .string()
    .max(500)
    .regex(/^https:\/\/\S+$/)
    .nullable()
    .describe("The privacy policy it links to. Null: the organization's page here."),
  person_url: z
    .string()
    .max(500)
    .regex(/^(?:https:\/\/\S+|mailto:\S+@\S+)$/)
    .nullable()
    .describe("Where a visitor reaches a person."),
  tools: z
    .array(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/))
    .max(20)
    .describe(
      "Which of the agent's tools visitors' runs have besides those that only compute. Of connected accounts none.",
    ),
  visitor_daily: most(1000).describe("Messages of one visitor in a day."),
  network_daily: most(10_000).describe("Messages and visits from one network in a day."),
  widget_daily: most(100_000).describe("Messages of all visitors in a day."),
  budget_micros: z
    .int()
    .min(0)
    .max(1_000_000_000_000)
    .describe(
      "What answers to its visitors may cost in a day, in micro-credits. Each is set aside before it begins: it is never overshot.",
    ),
  keep_days: z.int().min(1).max(365).describe("A visitor who was not there for so long is erased."),
};

/** Each as it is where nobody says. */
export const widgetSettings = z.strictObject({
  name: widgetFields.name,
  title: widgetFields.title.default(""),
  origins: widgetFields.origins.default([]),
  greeting: widgetFields.greeting.default(""),
  color: widgetFields.color.default("#3b5bdb"),
  language: widgetFields.language.default("en"),
  notice: widgetFields.notice.default(""),
  privacy_url: widgetFields.privacy_url.default(null),
  person_url: widgetFields.person_url.default(null),
  tools: widgetFields.tools.default([]),
  visitor_daily: widgetFields.visitor_daily.default(50),
  network_daily: widgetFields.network_daily.default(200),
  widget_daily: widgetFields.widget_daily.default(2000),
  budget_micros: widgetFields.budget_micros.default(5_000_000),
  keep_days: widgetFields.keep_days.default(30),
});
export type WidgetSettings = z.output<typeof widgetSettings>;

/** Whether a window may talk inside a page: of a site the widget is for, or of our own, which previews it. */
export const acceptOrigin = ({ origins }: Pick<WidgetSettings, "origins">, origin: string, own: string): boolean =>
  origin === own || origins.includes(origin);
