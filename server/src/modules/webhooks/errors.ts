import { defineErrors } from "../../framework/errors.ts";

export const webhookErrors = defineErrors("webhooks", {
  limit_reached: {
    status: 409,
    title: "There is no room for another webhook endpoint.",
    help: "`facts.limit` is how many a workspace may have. Delete one that is no longer used.",
  },
  secrets_limit: {
    status: 409,
    title: "Too many former secrets of this endpoint still sign.",
    help: "`facts.limit` is how many may. Wait until the overlap of one is over (`facts.until`), or rotate with `overlap_hours: 0`, which ends all of them at once.",
  },
  header_refused: {
    status: 422,
    title: "This header cannot be set.",
    help: "`facts.header` is one that the connection, or Avow itself, sets. Use a name of your own, such as `X-Receiver-Token`.",
  },
  event_unknown: {
    status: 422,
    title: "There is no such event.",
    help: "`facts.event` is not in the catalogue: list the event types to see which there are.",
  },
  personal_data_refused: {
    status: 422,
    title: "The policy keeps personal data out of webhooks.",
    help: "Use `thin`: receivers read what an id stands for through the API. An admin can change `webhooks.personal_data` under Trust.",
  },
});
