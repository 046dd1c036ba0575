import type { Sabotage } from "./sabotage.ts";

const server = (file: string) => `server/src/${file}`;

/** At least one for each promise that is kept by code. */
export const sabotages: readonly Sabotage[] = [
  {
    promise: "account.password",
    what: "new passwords are hashed with bcrypt’s neighbour, argon2i",
    patch: { file: server("modules/users/hash-password.ts"), find: "const argon2id = 2;", put: "const argon2id = 1;" },
  },
  {
    promise: "account.password",
    what: "the floor of a hash's cost is gone",
    patch: { file: server("modules/users/hash-password.ts"), find: "if (isTooCheap) throw", put: "if (false) throw" },
  },
  {
    promise: "session.meta",
    what: "analytics may read what is kept of a session",
    patch: {
      file: server("framework/sealing.ts"),
      find: "if (!info.personal?.purposes.includes(purpose))",
      put: "if (false)",
    },
  },
  {
    promise: "tenancy.isolation",
    what: "a table's row-level security is not forced",
    sql: "alter table workspaces no force row level security",
  },
  {
    promise: "tenancy.isolation",
    what: "a policy lets every organization see a table",
    sql: "create policy leak on workspaces using (true)",
  },
];
