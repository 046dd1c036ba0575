import { openService, type Service, serviceClient } from "./stand-ins/open-services.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "./people.ts";
import { type ScriptedModel, startScriptedModel } from "./stand-ins/start-scripted-model.ts";
import { connectModel, turnAi } from "./deeds/talk.ts";
import { openWorld, withoutLimits, type World } from "./world.ts";

export type Mailboxes = {
  world: World;
  google: Service;
  model: ScriptedModel;
  /** How agents name the model. */
  modelId: string;
  ada: PersonWithOrganization;
};
type Mail = { id: string; from: string; subject: string; body_text: string };

/** A mail that lies unread in the mailbox of `who`. */
export const unreadMail = (who: string, mail: Mail) => ({
  user_email: `${who}@mail.test`,
  to: `${who}@mail.test`,
  label_ids: ["INBOX", "UNREAD"],
  ...mail,
});

/** Mailboxes at Google, and Ada's organization, whose agents use them with a model that does as it is told. */
export async function openMailboxes({
  of = ["ada"],
  messages = [],
}: {
  of?: string[];
  messages?: object[];
} = {}): Promise<Mailboxes> {
  const users = of.map((name) => ({ email: `${name}@mail.test`, name }));
  const google = await openService("google", { users, messages });
  const model = await startScriptedModel();
  const connectors = { google: { ...serviceClient, url: google.url } };
  const world = await openWorld({ deployment: { connectors }, replace: withoutLimits });
  const ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  await world.work();
  return { world, google, model, modelId: await connectModel(ada, model), ada };
}
