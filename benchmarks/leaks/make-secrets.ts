import type { Draw } from "../pii/draw.ts";

const of = (alphabet: string) => (draw: Draw, n: number) =>
  Array.from({ length: n }, () => alphabet[draw.int(alphabet.length)]!).join("");
const [lower, upper, digits] = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"];
const mixed = of(lower + upper + digits);
const hex = of(`${digits}abcdef`);
const capitals = of(upper + digits);
const base64 = of(`${lower}${upper}${digits}+/`);
const url64 = of(`${lower}${upper}${digits}_-`);

/** Keys as their issuers document them; no rule of a detector was looked at for these. */
export const secretForms: Record<string, (draw: Draw) => string> = {
  aws: (draw) => `AKIA${of(`${upper}234567`)(draw, 16)}`,
  github: (draw) => `${draw.pick(["ghp", "gho", "ghs"])}_${mixed(draw, 36)}`,
  githubFine: (draw) => `github_pat_${mixed(draw, 22)}_${mixed(draw, 59)}`,
  gitlab: (draw) => `glpat-${url64(draw, 20)}`,
  slack: (draw) => `xoxb-${draw.digits(11)}-${draw.digits(12)}-${mixed(draw, 24)}`,
  stripe: (draw) => `sk_${draw.pick(["live", "test"])}_${mixed(draw, 24)}`,
  openai: (draw) => `sk-proj-${url64(draw, 74)}T3BlbkFJ${url64(draw, 74)}`,
  anthropic: (draw) => `sk-ant-api03-${url64(draw, 93)}AA`,
  google: (draw) => `AIza${url64(draw, 35)}`,
  sendgrid: (draw) => `SG.${url64(draw, 22)}.${url64(draw, 43)}`,
  npm: (draw) => `npm_${mixed(draw, 36)}`,
  shopify: (draw) => `shpat_${hex(draw, 32)}`,
  digitalOcean: (draw) => `dop_v1_${hex(draw, 64)}`,
  huggingFace: (draw) => `hf_${of(lower + upper)(draw, 34)}`,
  telegram: (draw) => `${draw.digits(9)}:A${url64(draw, 34)}`,
  jwt: (draw) =>
    `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${Buffer.from(`{"sub":"${draw.digits(10)}","iat":${draw.digits(10)}}`).toString("base64url")}.${url64(draw, 43)}`,
  assigned: (draw) => `api_key = "${hex(draw, 32)}"`,
  password: (draw) => `DB_PASSWORD=${mixed(draw, 18)}!`,
  bearer: (draw) => `Authorization: Bearer ${url64(draw, 40)}`,
  privateKey: (draw) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${Array.from({ length: 6 }, () => base64(draw, 64)).join("\n")}\n-----END RSA PRIVATE KEY-----`,
  age: (draw) => `AGE-SECRET-KEY-1${of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")(draw, 58)}`,
  mailgun: (draw) => `key-${hex(draw, 32)} (mailgun)`,
  vault: (draw) => `hvs.${url64(draw, 95)}`,
  heroku: (draw) => `HEROKU_API_KEY=${hex(draw, 8)}-${hex(draw, 4)}-${hex(draw, 4)}-${hex(draw, 4)}-${hex(draw, 12)}`,
  square: (draw) => `sq0atp-${url64(draw, 22)}`,
  perplexity: (draw) => `pplx-${mixed(draw, 48)}`,
  groq: (draw) => `gsk_${mixed(draw, 52)}`,
  doppler: (draw) => `dp.pt.${mixed(draw, 43)}`,
  linear: (draw) => `lin_api_${mixed(draw, 40)}`,
  planetscale: (draw) => `pscale_tkn_${url64(draw, 43)}`,
  twilio: (draw) => `SK${hex(draw, 32)}`,
  airtable: (draw) => `pat${mixed(draw, 14)}.${hex(draw, 64)}`,
  artifactory: (draw) => `AKCp${mixed(draw, 69)}`,
  azure: (draw) =>
    `DefaultEndpointsProtocol=https;AccountName=store${draw.digits(3)};AccountKey=${base64(draw, 86)}==;EndpointSuffix=core.windows.net`,
  url: (draw) => `postgres://app:${mixed(draw, 16)}@db.internal.example:5432/main`,
  awsSecret: (draw) => `aws_secret_access_key = ${capitals(draw, 1)}${base64(draw, 39)}`,
};
