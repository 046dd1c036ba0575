import { defineErrors } from "../../framework/errors.ts";

export const representativeErrors = defineErrors("representatives", {
  bad_key: {
    status: 422,
    title: "This is no Ed25519 verify key.",
    help: "Paste the 32 bytes in base64, as the directory of the Data Rights Protocol has them under `verify_key`.",
  },
  known: {
    status: 409,
    title: "There is a representative of this id.",
    help: "Remove the one that is there first, if its key has changed.",
  },
  limit_reached: {
    status: 409,
    title: "There are as many representatives as one organization may have.",
    help: "Remove one that asks for nobody any more. There may be `facts.limit`.",
  },
  no_token: {
    status: 401,
    title: "No representative has this token.",
    help: "Send `Authorization: Bearer` with the token that `POST /v1/agent/{agent-id}` gave you last; each new one ends the one before.",
  },
  not_signed: {
    status: 403,
    title: "This message was not signed by a representative of this organization.",
    help: "Send the signature, 64 bytes by Ed25519, with the JSON document behind it, in base64 as `text/plain`. The key is the one the organization has of you.",
  },
  other_agent: {
    status: 403,
    title: "The message is another agent's.",
    help: "`agent-id` has to be yours: the one whose token and key you use.",
  },
  other_business: {
    status: 403,
    title: "The message is for another business.",
    help: "`business-id` has to be the one that this organization agreed with you.",
  },
  not_yet: {
    status: 403,
    title: "The message was signed in the future.",
    help: "`issued-at` is later than now here. Set your clock, and sign anew.",
  },
  lapsed: {
    status: 403,
    title: "The message has lapsed.",
    help: "`expires-at` is over. Sign it anew.",
  },
  lasts_too_long: {
    status: 422,
    title: "The message would be good for too long.",
    help: "Between `issued-at` and `expires-at` may be `facts.minutes` minutes at most.",
  },
  taken_before: {
    status: 409,
    title: "This very message was taken before.",
    help: "Nothing is done twice by it. Ask for the status of the request that came of it, or sign a new one.",
  },
  right_unknown: {
    status: 400,
    title: "This right is not exercised here.",
    help: "Send `exercise` as `access`, `access:categories`, `access:specific`, `deletion` or `sale:opt_out`. Nothing is sold here, so there is nothing to opt in to.",
  },
  address_needed: {
    status: 422,
    title: "The message names no e-mail address.",
    help: "Send `email`: by it the person is found, asked and answered.",
  },
  not_theirs: {
    status: 403,
    title: "This request is not yours.",
    help: "Only the representative that made a request can follow it or take it back.",
  },
  too_late: {
    status: 409,
    title: "This request was answered before.",
    help: "Ask for its status. What was done cannot be taken back.",
  },
});
