import { defineErrors } from "../../framework/errors.ts";

const ownDatabase = "Or set DATABASE_URL to any PostgreSQL from 15 on.";

/** Why the embedded database can't be had here. `facts` name the folder, account or program concerned. */
export const embeddedErrors = defineErrors("embedded", {
  platform_unsupported: {
    status: 503,
    title: "The embedded PostgreSQL has no programs for this platform.",
    help: "Set DATABASE_URL to any PostgreSQL from 15 on. On Windows, WSL 2 works too.",
  },
  musl_unsupported: {
    status: 503,
    title: "The embedded PostgreSQL needs glibc; this system (Alpine, for example) uses musl.",
    help: "Set DATABASE_URL to any PostgreSQL from 15 on, or use an image based on Debian.",
  },
  programs_unusable: {
    status: 503,
    title: "The embedded PostgreSQL's programs do not run here.",
    help: `facts.detail has the system's own words: often a folder mounted noexec. ${ownDatabase}`,
  },
  account_missing: {
    status: 503,
    title: "PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody.",
    help: `Start Avow as an ordinary user, or add one of these accounts. ${ownDatabase}`,
  },
  account_unchangeable: {
    status: 503,
    title: "PostgreSQL refuses to run as root, and this root may not change to another account.",
    help: `Start Avow as an ordinary user, or grant the container SETUID and SETGID. ${ownDatabase}`,
  },
  account_unnamed: {
    status: 503,
    title: "PostgreSQL cannot make a database for a user without a name.",
    help: `Add the user id to /etc/passwd, or run under one that is there (docker run --user node). ${ownDatabase}`,
  },
  folder_unreachable: {
    status: 503,
    title: "The database's account cannot reach the data folder.",
    help: "Choose a folder in AVOW_DATA_DIR that facts.account can enter (x on every folder above), or start Avow as an ordinary user.",
  },
  folder_unwritable: {
    status: 503,
    title: "The data folder cannot be written.",
    help: "Choose another folder in AVOW_DATA_DIR, or change its owner or mode.",
  },
  cluster_of_another_account: {
    status: 503,
    title: "The database in the data folder belongs to another account.",
    help: "Start Avow as facts.owner or as root, or give the folder to the account that starts it: chown -R.",
  },
  cluster_of_root: {
    status: 503,
    title: "The database in the data folder belongs to root, and PostgreSQL refuses to run as root.",
    help: "Give facts.folder to the account that shall own it, for example: chown -R postgres.",
  },
  cluster_incomplete: {
    status: 503,
    title: "The data folder holds a damaged or half-copied database.",
    help: "Restore it from a backup, or move facts.folder away to start with an empty one. Avow deletes nothing by itself.",
  },
  cluster_of_another_major: {
    status: 503,
    title: "The database in the data folder was made by another major version of PostgreSQL.",
    help: "An older one is brought to this version by npm start. A newer one needs the version of Avow that made it. Nothing was changed.",
  },
  former_programs_missing: {
    status: 503,
    title: "The database is of an older major version of PostgreSQL, whose programs are not here to read it.",
    help: "Install PostgreSQL facts.made_by (on Debian: apt install postgresql-15, for 15), or name the folder that has its bin in AVOW_FORMER_POSTGRES. Nothing was changed.",
  },
  upgrade_needs_space: {
    status: 503,
    title: "There is no room for a second copy of the database.",
    help: "Upgrading it to another major version needs facts.needed_mb MB for a while; facts.free_mb MB are free. Nothing was changed.",
  },
  start_failed: {
    status: 503,
    title: "The embedded PostgreSQL does not start.",
    help: "facts.detail has its last words; facts.log names the whole log.",
  },
  supervisor_failed: {
    status: 503,
    title: "The process that keeps the embedded PostgreSQL did not start.",
    help: "facts.log names its log.",
  },
});
