import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { lookup } from "../../framework/tenant.ts";
import { mailColumns, type StoredMail } from "./present-mail.ts";

const mailOfDeployment = lookup<[string], StoredMail>(
  "mail_of_deployment",
  `select ${mailColumns} from deliveries where kind = 'mail' and id = $1`,
);

/** A mail of this deployment, whoever's it is. @throws Refusal `request.not_found` */
export async function findMail(work: Work, id: string): Promise<StoredMail> {
  const [row] = await work.lookup(mailOfDeployment, id);
  if (!row) throw requestErrors.not_found();
  return row;
}

/** The same as it is after what this transaction did to it. */
export async function findMailAgain(work: Work, id: string): Promise<StoredMail> {
  const [row] = await work.db.query<StoredMail>(`select ${mailColumns} from deliveries where id = $1`, [id]);
  return row!;
}
