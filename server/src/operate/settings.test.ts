import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { readSettings, SettingsError } from "./settings.ts";

const refusalOf = (env: NodeJS.ProcessEnv, args: string[]): unknown => {
  try {
    return readSettings(env, args, tmpdir());
  } catch (error) {
    return error;
  }
};

test.each<[string, NodeJS.ProcessEnv, string[], RegExp]>([
  ["an unknown argument", {}, ["--rolle", "web"], /does not know --rolle.*--role web\|worker\|all/],
  ["an unknown role", {}, ["--role", "cook"], /--role takes web, worker or all/],
  ["a role left out", {}, ["--role"], /--role takes/],
  ["a port that is none", { PORT: "http" }, [], /^PORT: .*0 for any free port/],
  ["a port beyond the last", { PORT: "65536" }, [], /^PORT: /],
  ["an origin with a path's scheme", { AVOW_ORIGIN: "avow.example" }, [], /^AVOW_ORIGIN: .*https:\/\/avow\.example/],
  ["a flag that is neither", { AVOW_TLS_1_2: "yes" }, [], /^AVOW_TLS_1_2: .*TLS 1\.2/],
  ["a certificate without its key", { AVOW_TLS_CERT: "/nowhere" }, [], /AVOW_TLS_CERT and AVOW_TLS_KEY go together/],
  [
    "a key that is no PEM",
    { AVOW_TLS_CERT: import.meta.filename, AVOW_TLS_KEY: import.meta.filename },
    [],
    /^AVOW_TLS_CERT .* PEM/,
  ],
  ["a proxy by name", { AVOW_TRUSTED_PROXIES: "proxy.local" }, [], /^AVOW_TRUSTED_PROXIES: proxy\.local is not/],
  ["a network of no size", { AVOW_TRUSTED_PROXIES: "10.0.0.0/" }, [], /^AVOW_TRUSTED_PROXIES: 10\.0\.0\.0\/ is not/],
  ["a database that is no address", { DATABASE_URL: "avow" }, [], /^DATABASE_URL: .*postgres:\/\//],
  ["an owner without a database", { AVOW_DATABASE_OWNER_URL: "postgres://o@db/avow" }, [], /goes together with DATABA/],
])("%s is refused with what it takes instead", (_, env, args, words) => {
  const refusal = refusalOf(env, args);
  expect(refusal).toBeInstanceOf(SettingsError);
  expect((refusal as Error).message).toMatch(words);
});

test("only this machine is listened to, until TLS, a proxy or a flag says that others are meant", () => {
  const hostWith = (env: NodeJS.ProcessEnv) =>
    readSettings({ DATABASE_URL: "postgres://a@localhost/a", ...env }, [], tmpdir()).host;
  expect(hostWith({})).toBe("127.0.0.1");
  expect(hostWith({ AVOW_TRUSTED_PROXIES: "10.0.0.1" })).toBeUndefined();
  expect(hostWith({ AVOW_ALLOW_PLAIN_HTTP: "1" })).toBeUndefined();
  expect(hostWith({ AVOW_ALLOW_PLAIN_HTTP: "1", AVOW_HOST: "10.0.0.7" })).toBe("10.0.0.7");
});

test("an empty variable is as good as none", () => {
  const { port, tls, role } = readSettings({ PORT: "", AVOW_TLS_CERT: "", AVOW_TLS_KEY: "" }, [], tmpdir());
  expect([port, tls, role]).toEqual([4600, undefined, "all"]);
});
