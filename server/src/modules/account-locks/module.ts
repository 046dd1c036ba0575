import type { Module } from "../../framework/endpoint.ts";
import { accountLockErrors } from "./errors.ts";
import { liftAccountLock } from "./lift-account-lock.ts";
import { listAccountLocks } from "./list-account-locks.ts";
import { lockAccount } from "./lock-account.ts";
import { lockData } from "./promises/lock-data.ts";
import { accountLocks } from "./tables.ts";

export const accountLocksModule: Module = {
  name: "account-locks",
  tables: [accountLocks],
  endpoints: [listAccountLocks, lockAccount, liftAccountLock],
  errors: accountLockErrors,
  promises: [lockData],
  provides: ["restriction"],
};
