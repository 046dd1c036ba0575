import { defineErrors } from "../../framework/errors.ts";

export const incidentErrors = defineErrors("incidents", {
  reason_needed: {
    status: 422,
    title: "It is late: say why.",
    help: "The authority was to be told by `facts.due_at`. Send `late_reason`; the law wants the reasons for the delay with the report.",
  },
  already_reported: {
    status: 409,
    title: "This incident was reported before.",
    help: "Read it again; what was reported stays as it was.",
  },
  already_notified: {
    status: 409,
    title: "Those concerned were told before.",
    help: "Declare another incident where something else happened.",
  },
});
