export { deliveryErrors } from "./errors.ts";
export { explain, explanation } from "./present-delivery.ts";
