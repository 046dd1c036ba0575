import { describe, expect, test } from "vitest";
import { checkDestination, type Resolve } from "./connect.ts";
import { outwardFetch } from "./outward.ts";

const publicAddress: Resolve = async () => ["93.184.215.14"];
const never: Resolve = () => Promise.reject(new Error("Nobody should be asked for this name."));

async function sendTo(url: string, rules: Parameters<typeof outwardFetch>[0]): Promise<unknown> {
  const fetch = outwardFetch(rules);
  try {
    return await fetch(url);
  } finally {
    await fetch.close();
  }
}

/** Spellings of places inside; none needs a resolver to be seen through. */
const inside = `
https://127.0.0.1/ https://127.0.0.1:8443/ https://127.1/ https://127.0.1/ https://2130706433/ https://0x7f000001/
https://0x7f.0.0.1/ https://0x7f.1/ https://0177.0.0.1/ https://017700000001/ https://0177.0x0.0.1/ https://127.0.0.1./
https://%31%32%37.0.0.1/ https://①②⑦.⓪.⓪.①/ https://127。0。0。1/ https://１２７.0.0.1/ https://0/ https://0.0.0.0/ https://00000/
https://10.0.0.1/ https://167772161/ https://012.0.0.1/ https://0xa.0x0.0x0.0x1/ https://172.16.0.1/ https://192.168.0.1/
https://3232235521/ https://192.168.1/ https://100.64.0.1/ https://169.254.169.254/latest/meta-data/ https://2852039166/
https://0xA9FEA9FE/ https://0251.0376.0251.0376/ https://169.254.43518/ https://224.0.0.1/ https://255.255.255.255/
https://198.18.0.1/ https://192.0.0.192/ https://168.63.129.16/ https://100.100.100.200/
https://[::1]/ https://[::]/ https://[0:0:0:0:0:0:0:1]/ https://[0000::0001]/ https://[::ffff:127.0.0.1]/
https://[::ffff:7f00:1]/ https://[0:0:0:0:0:ffff:10.0.0.1]/ https://[::127.0.0.1]/ https://[::ffff:0:127.0.0.1]/
https://[2002:7f00:1::]/ https://[2002:a9fe:a9fe::1]/ https://[64:ff9b::127.0.0.1]/ https://[64:ff9b::a9fe:a9fe]/
https://[64:ff9b:1::10.0.0.1]/ https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ https://[fe80::1]/ https://[fc00::1]/
https://[fd00:ec2::254]/ https://[fec0::1]/ https://[ff02::1]/ https://[2001:db8::1]/
https://localhost/ https://LOCALHOST/ https://localhost./ https://ⓛocalhost/ https://a.localhost/ https://loc%61lhost/
https://metadata.google.internal/ https://printer.local/ https://router.lan/ https://nas.home.arpa/ https://intranet/
https://1.0.0.127.in-addr.arpa/ https://x.onion/
`
  .trim()
  .split(/\s+/);

/** Not what a URL to a server looks like. */
const malformed = `
ftp://example.com/ file:///etc/passwd gopher://example.com/ data:text/plain,x javascript:alert(1) http://example.com/
http://93.184.215.14/ https://user:secret@example.com/ https://key@example.com/ https:// https://[::1 https://256.1.1.1/
https://1.2.3.4.5/ https://[fe80::1%25eth0]/ https://exa%00mple.com/ //example.com/ example.com
`
  .trim()
  .split(/\s+/);

describe("a destination inside is refused when it is saved and when something is sent, without asking any resolver", () => {
  test.each(inside)("%s", async (url) => {
    const rules = { allowLoopback: false, resolve: never };
    expect(await checkDestination(url, rules)).toMatchObject({ allowed: false });
    await expect(sendTo(url, rules)).rejects.toMatchObject({ code: "egress.destination_refused" });
  });

  test.each(malformed)("%s", async (url) => {
    const rules = { allowLoopback: true, resolve: publicAddress };
    expect(await checkDestination(url, rules)).toMatchObject({ allowed: false });
    await expect(sendTo(url, rules)).rejects.toMatchObject({ code: "egress.destination_refused" });
  });
});

test("what resolved outside when it was saved and inside when it is sent gets no connection", async () => {
  const answers = [["93.184.215.14"], ["127.0.0.1"]];
  const rebinding: Resolve = async () => answers.shift() ?? ["127.0.0.1"];
  const rules = { allowLoopback: false, resolve: rebinding };
  expect(await checkDestination("https://api.example.com/", rules)).toMatchObject({ allowed: true });
  await expect(sendTo("https://api.example.com/", rules)).rejects.toMatchObject({
    code: "egress.destination_refused",
  });
});

describe("a name is judged by what it resolves to", () => {
  const check = (addresses: string[], url = "https://api.example.com/v1") =>
    checkDestination(url, { allowLoopback: true, resolve: async () => addresses });

  test("public addresses are let through, and told", async () => {
    const found = await check(["93.184.215.14", "2606:2800:21f::1"]);
    expect(found).toMatchObject({ allowed: true, addresses: ["93.184.215.14", "2606:2800:21f::1"] });
  });

  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "100.64.1.1",
    "::1",
    "::ffff:10.0.0.1",
    "64:ff9b::1",
    "fe80::1",
    "0.0.0.0",
    "rubbish",
  ])("%s refuses it, alone or among public ones, though loopback is allowed", async (address) => {
    expect(await check([address])).toMatchObject({ allowed: false });
    expect(await check(["93.184.215.14", address])).toMatchObject({ allowed: false });
    expect(await check([address, "93.184.215.14"])).toMatchObject({ allowed: false });
  });

  test("a name nobody knows is refused", async () => {
    expect(await check([])).toEqual({ allowed: false, reason: "name_unknown" });
    expect(await checkDestination("https://api.example.com", { allowLoopback: false, resolve: never })).toMatchObject({
      reason: "name_unknown",
    });
  });
});

describe("loopback by explicit setting", () => {
  const check = (url: string, resolve: Resolve = async () => ["127.0.0.1", "::1"]) =>
    checkDestination(url, { allowLoopback: true, resolve });

  test.each([
    "http://127.0.0.1:11434/v1",
    "http://localhost:8000",
    "http://[::1]:8080/v1",
    "https://127.0.0.1/",
    "http://2130706433/",
    "http://llm.localhost/",
  ])("%s is let through", async (url) => {
    expect(await check(url)).toMatchObject({ allowed: true });
    expect(await checkDestination(url, { allowLoopback: false, resolve: never })).toMatchObject({ allowed: false });
  });

  test.each([
    "http://10.0.0.1/",
    "http://169.254.169.254/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://[64:ff9b::127.0.0.1]/",
  ])("%s stays refused", async (url) => {
    expect(await check(url)).toMatchObject({ allowed: false });
  });

  test("a localhost that resolves to somewhere else is refused", async () => {
    expect(await check("http://localhost/", publicAddress)).toMatchObject({ allowed: false });
    expect(await check("http://localhost/", async () => ["10.0.0.1"])).toMatchObject({
      allowed: false,
      reason: "private",
    });
  });
});
