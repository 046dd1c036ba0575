import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { keepPrivate } from "../write-private.ts";

/** `owner` owns the database `avow` and may create roles and databases; `postgres` is the superuser. */
export type Credentials = { owner: string; postgres: string };

export const ownerRole = "avow_owner";
export const databaseName = "avow";

export function makeCredentials(): Credentials {
  return { owner: randomPassword(), postgres: randomPassword() };
}

export function readCredentials(file: string): Credentials | undefined {
  if (!fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8")) as Credentials;
}

export function writeCredentials(file: string, credentials: Credentials): void {
  keepPrivate(file, JSON.stringify(credentials));
}

export function ownerUrl({ owner }: Credentials, port: number): string {
  return `postgres://${ownerRole}:${owner}@127.0.0.1:${port}/${databaseName}`;
}

export function superuserUrl({ postgres }: Credentials, port: number): string {
  return `postgres://postgres:${postgres}@127.0.0.1:${port}/${databaseName}`;
}

function randomPassword(): string {
  return randomBytes(24).toString("base64url"); // 192 bits, and nothing a URL or SQL literal must escape
}
