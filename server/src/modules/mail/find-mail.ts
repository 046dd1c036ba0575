import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { mailColumns, type StoredMail } from "./present-mail.ts";

const mailOfDeployment = lookup<[string], StoredMail>(
  "mail_of_deployment",
  `select ${mailColumns} from deliveries where kind in ('mail', 'tool_mail') and id = $1`,
);

/** A mail of this deployment, whoever's it is, to look at. @throws Refusal `request.not_found` */
export async function findAnyMail(work: Work, id: string): Promise<StoredMail> {
  const [row] = await work.lookup(mailOfDeployment, id);
  if (!row) throw requestErrors.not_found();
  return row;
}

/** One that Avow itself wrote: what agents wrote is steered by their workspace. @throws Refusal `request.not_found` */
export async function findMail(work: Work, id: string): Promise<StoredMail> {
  const mail = await findAnyMail(work, id);
  if (mail.kind !== "mail") throw requestErrors.not_found();
  return mail;
}

/** The same as it is after what this transaction did to it. */
export async function findMailAgain(work: Work, id: string): Promise<StoredMail> {
  const [row] = await work.db.query<StoredMail>(`select ${mailColumns} from deliveries where id = $1`, [id]);
  return row!;
}
