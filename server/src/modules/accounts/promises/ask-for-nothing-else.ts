import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { signUp } from "../sign-up.ts";

/** What the sentence of this promise names. Whoever adds to it changes the sentence too. */
const declaredFields = new Set(
  "email password name birth_date locale time_zone owner_token invitation_token".split(" "),
);
const declaredColumns = new Set(
  (
    "id email email_index username username_index name locale time_zone theme shares_screens is_operator " +
    "email_verified_at age_declared_at age_minimum suspended_at suspended_for suspended_reason created_at version"
  ).split(" "),
);

export const askForNothingElse = promise("account.identity", {
  enforcedBy: ["modules/accounts/sign-up.ts#signUp", "modules/users/tables.ts#users"],
  tests: ["server/src/modules/accounts/sign-up.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const asked = Object.keys(signUp.input.shape);
    const extra = asked.filter((name) => !declaredFields.has(name));
    const form = { email: "a@example.com", password: "long enough to be one", name: "A", birth_date: "1990-01-01" };
    const isClosed = signUp.input.safeParse(form).success && !signUp.input.safeParse({ ...form, phone: "1" }).success;
    const columns = await acrossTenants(look.database, "look what the table of accounts holds", (db) =>
      db.query<{ name: string }>(
        "select column_name::text as name from information_schema.columns where table_name = 'users'",
      ),
    );
    const unnamed = columns.filter(({ name }) => !declaredColumns.has(name));
    return judge(
      { fields: asked.length, columns: columns.length },
      [extra.length === 0, `Sign-up asks for ${extra[0] ?? ""}, which the policy does not name.`],
      [isClosed, "Sign-up takes a field that it does not ask for."],
      [unnamed.length === 0, `Accounts hold ${unnamed[0]?.name ?? ""}, which the policy does not name.`],
    );
  },
});
