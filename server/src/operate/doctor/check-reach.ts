import { X509Certificate } from "node:crypto";
import { dayMs } from "../../framework/clock.ts";
import { type Settings, usualWorkerPort } from "../settings.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

const warnDays = 14;

/** How people reach Avow: encryption and proxies; and where Prometheus does. */
export function checkReach(settings: Settings, at: Date): Finding[] {
  return [checkTls(settings, at), checkProxies(settings), tellMetrics(settings)];
}

function tellMetrics({ tls, port, workerPort }: Settings): Finding {
  const web = `${tls ? "https" : "http"}://localhost:${port}/metrics`;
  const otherwise = workerPort === undefined ? ", or any port where that is taken: AVOW_WORKER_PORT names one" : "";
  const worker =
    workerPort === 0
      ? "any free port: AVOW_WORKER_PORT is 0"
      : `http://localhost:${workerPort ?? usualWorkerPort}/metrics${otherwise}`;
  return good("metrics", `${web}; of a worker by itself ${worker}.`);
}

function checkTls({ tls, origin, host, allowPlainHttp }: Settings, at: Date): Finding {
  if (tls) return checkCertificate(tls.cert, origin, at);
  if (allowPlainHttp)
    return bad(
      "tls",
      "Plain http is answered from other machines.",
      "Set AVOW_TLS_CERT and AVOW_TLS_KEY, or put a proxy in front; then take AVOW_ALLOW_PLAIN_HTTP away.",
    );
  if (origin?.startsWith("https:")) return good("tls", `A proxy serves ${origin}.`);
  if (host === "127.0.0.1") return good("tls", "Only this machine is answered.");
  return warning(
    "tls",
    "AVOW_ORIGIN is not https.",
    "Set it to the address people use; links in mail and the cookie's rules follow from it.",
  );
}

function checkCertificate(chain: string, origin: string | undefined, at: Date): Finding {
  const certificate = new X509Certificate(chain);
  const ends = new Date(certificate.validTo);
  const left = Math.floor((ends.getTime() - at.getTime()) / dayMs);
  const renew = "Renew it, put the files in place, and start Avow again.";
  if (left < 0) return bad("tls", `The certificate ended on ${ends.toISOString().slice(0, 10)}.`, renew);
  const name = origin && new URL(origin).hostname;
  if (name && !certificate.checkHost(name))
    return bad("tls", `The certificate is not for ${name}.`, "Get one for the host in AVOW_ORIGIN.");
  if (left < warnDays) return warning("tls", `The certificate ends in ${left} days.`, renew);
  return good("tls", `The certificate is good for ${left} days.`);
}

function checkProxies({ trustedProxies, origin, tls }: Settings): Finding {
  // Documentation addresses: no proxy of anyone's has them, so whoever trusts them trusts all.
  const isOpen = trustedProxies.check("192.0.2.1") || trustedProxies.check("2001:db8::1", "ipv6");
  if (isOpen)
    return bad(
      "proxies",
      "Every address is trusted as a proxy.",
      "Name your proxy's addresses only in AVOW_TRUSTED_PROXIES: anyone could say they are somebody else.",
    );
  const isBehindProxy = origin?.startsWith("https:") && !tls;
  if (isBehindProxy && trustedProxies.rules.length === 0)
    return bad(
      "proxies",
      "AVOW_ORIGIN is https, Avow serves http, and no proxy is trusted.",
      "Name the proxy's address in AVOW_TRUSTED_PROXIES; until then every request looks like plain http.",
    );
  return good("proxies", trustedProxies.rules.length === 0 ? "None is trusted." : trustedProxies.rules.join(", "));
}
