import { defineErrors } from "../../framework/errors.ts";

export const factorErrors = defineErrors("factors", {
  passkey_refused: {
    status: 422,
    title: "This passkey was not accepted.",
    help: "Try again, and confirm with your finger, face or PIN when asked. A passkey that was deleted here can be deleted on your device, too.",
  },
  passkey_there: {
    status: 409,
    title: "This passkey is registered already.",
    help: "Use it to sign in, or add another device or password manager.",
  },
  passkey_limit: {
    status: 409,
    title: "You have as many passkeys as an account can hold.",
    help: "Delete one that you no longer use; `facts.limit` is the most.",
  },
  code_refused: {
    status: 422,
    title: "This code is not right.",
    help: "Type the code your app shows now; each works once, so wait for the next if you have just used it. A recovery code works instead at sign-in.",
  },
  app_there: {
    status: 409,
    title: "You have an authenticator app already.",
    help: "Remove it first, then set up the other.",
  },
  app_missing: {
    status: 409,
    title: "There is no authenticator app to do this with.",
    help: "Begin to set one up; a setup that was not finished within a day has to begin again.",
  },
  one_proof: {
    status: 422,
    title: "Give one proof, and only one.",
    help: "Send one of `password`, `code` and `passkey`, as far as this request takes them.",
  },
  nothing_to_recover: {
    status: 409,
    title: "You have no second factor, so there is nothing to recover.",
    help: "Add a passkey or an authenticator app first; recovery codes come with it.",
  },
  challenge_spent: {
    status: 422,
    title: "This took too long, or was answered before.",
    help: "Start again: sign in, or add the passkey, from the beginning.",
  },
});
