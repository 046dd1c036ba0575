import { defineErrors } from "../../framework/errors.ts";

export const deliveryErrors = defineErrors("deliveries", {
  not_waiting: {
    status: 409,
    title: "There is nothing left to cancel.",
    help: "It has ended, or is on its way at this moment. Look at it again.",
  },
  not_replayable: {
    status: 409,
    title: "This cannot be sent once more.",
    help: "It has not ended yet, or nothing is kept of what it said. Ask for it anew where it came from.",
  },
  not_unconfirmed: {
    status: 409,
    title: "It is known what came of this.",
    help: "Only a delivery that is `unconfirmed` waits for somebody to say whether it happened.",
  },
});
