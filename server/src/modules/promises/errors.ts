import { defineErrors } from "../../framework/errors.ts";

export const promiseErrors = defineErrors("promises", {
  not_a_duty: {
    status: 422,
    title: "This can't be attested.",
    help: "Only the duties that `GET /operator/duties` lists rest on somebody's word; every promise is proven or it is not kept.",
  },
});
