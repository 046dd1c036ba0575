import { defineErrors } from "../../framework/errors.ts";

export const processorErrors = defineErrors("processors", {
  known: {
    status: 409,
    title: "The register has an entry of this name.",
    help: "Change that entry, or choose another name.",
  },
});
