import { DateTime } from "luxon";
import * as z from "zod";
import { isTimeZone } from "../../../framework/clock.ts";
import { declareTool } from "../declare-tool.ts";

const input = z.strictObject({
  time_zone: z.string().max(60).refine(isTimeZone).optional().describe("IANA name, such as `Europe/Berlin`. Else UTC."),
});

export const tellTime = declareTool<z.output<typeof input>>({
  name: "get_time",
  title: "Clock",
  says: "can tell the time",
  description: "The date, the weekday and the time now.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  effect: "none",
  answers: "trusted",
  permission: "tools.use",
  approval: "never",
  run({ clock }, _call, { time_zone: zone = "UTC" }) {
    const now = DateTime.fromJSDate(clock.now(), { zone });
    return Promise.resolve({ state: "answered", output: `${now.toFormat("cccc")}, ${now.toISO() ?? ""} (${zone})` });
  },
});
