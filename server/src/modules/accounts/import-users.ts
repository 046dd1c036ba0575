import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { createUser, emailField, findUserByEmail, readAgeMinimum } from "../users/public.ts";
import { localeField, nameField, timeZoneField } from "./describe-profile.ts";

/** Each is a row and a set of keys, all in one transaction. */
const usersMax = 200;

/** Modular crypt format: bcrypt with 2^10 rounds or more, or argon2id. Anything else could never be compared with. */
const hashField = z
  .string()
  .max(300)
  .regex(
    /^(\$2[aby]\$(1\d|2\d)\$[./A-Za-z0-9]{53}|\$argon2id\$v=19\$m=\d{4,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,128})$/,
  )
  .describe("bcrypt or argon2id, in modular crypt format. A password itself is never taken.");

const imported = z.strictObject({
  email: emailField,
  name: nameField,
  password_hash: hashField,
  locale: localeField.default("en"),
  time_zone: timeZoneField.default("UTC"),
});

export const importUsers = endpoint({
  method: "POST",
  path: "/operator/users/import",
  summary: "Bring people along from another system, with their password hashes.",
  description:
    "They sign in with the password they have; its hash is then made anew with argon2id. You vouch that the addresses are confirmed and that everybody is old enough. Whose address has an account already is left as they are.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  stepUp: true,
  rate: "expensive",
  input: z.strictObject({ users: z.array(imported).min(1).max(usersMax) }),
  output: z.object({ imported: z.int(), there_already: z.int() }),
  audit: { action: "users.imported", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { users }) {
    const operator = ctx.scope.userId;
    const byEmail = new Map(users.map((user) => [user.email, user]));
    const ageMinimum = await readAgeMinimum(ctx);
    let made = 0;
    for (const user of byEmail.values()) {
      if (await findUserByEmail(ctx, user.email)) continue;
      const { email, name, locale, time_zone: timeZone, password_hash: passwordHash } = user;
      const declared = { isOperator: false, isVerified: true };
      await createUser(ctx, { email, name, locale, timeZone, passwordHash, ageMinimum, ...declared });
      made++;
    }
    await ctx.become({ userId: operator }); // whose deed this is
    return { imported: made, there_already: users.length - made };
  },
});
