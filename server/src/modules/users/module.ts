import type { Module } from "../../framework/endpoint.ts";
import { userErrors } from "./errors.ts";
import { credentials, users } from "./tables.ts";
import { keepPasswordsHashed } from "./keep-passwords-hashed.ts";
import { userCorrected } from "./announce-correction.ts";

export const usersModule: Module = {
  name: "users",
  tables: [users, credentials],
  events: [userCorrected],
  errors: userErrors,
  promises: [keepPasswordsHashed],
};
