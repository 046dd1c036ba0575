import { agents } from "./agents.ts";
import { audit } from "./audit.ts";
import { chat } from "./chat.ts";
import type { Command } from "./command.ts";
import { contacts } from "./contacts.ts";
import { completionOf } from "./completion.ts";
import { erase } from "./erase.ts";
import { exportData } from "./export-data.ts";
import { files } from "./files.ts";
import { generations } from "./generations.ts";
import { importData } from "./import-data.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { operatorVerbs } from "./operator-verbs.ts";
import { organizations } from "./organizations.ts";
import { receipts } from "./receipts.ts";
import { requests } from "./requests.ts";
import { signUp } from "./sign-up.ts";
import { whoami } from "./whoami.ts";
import { workspaces } from "./workspaces.ts";

const all: readonly Command[] = [
  signUp,
  login,
  logout,
  whoami,
  organizations,
  workspaces,
  agents,
  chat,
  contacts,
  generations,
  files,
  exportData,
  importData,
  erase,
  requests,
  audit,
  receipts,
];

/** Every command of the command-line. */
export const commands: readonly Command[] = [...all, completionOf(all, operatorVerbs)];
