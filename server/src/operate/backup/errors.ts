import { defineErrors } from "../../framework/errors.ts";

/** Why a backup cannot be taken, read or restored. `facts` name files, tables and counts; never what is in a row. */
export const backupErrors = defineErrors("backup", {
  unreadable: {
    status: 422,
    title: "The file is not a whole backup.",
    help: "It was cut off, changed, or is something else. Take another copy of it, or an older backup.",
  },
  not_for_this_identity: {
    status: 422,
    title: "None of the identities given opens this backup.",
    help: "Name the identity of one of its recipients with --identity; the deployment's own is in its keyring's folder.",
  },
  identity_missing: {
    status: 422,
    title: "There is no identity to open backups with.",
    help: "Put the deployment's keyring folder back as it was, or name an identity file with --identity.",
  },
  recipient_invalid: {
    status: 422,
    title: "A recipient of backups is not an age public key.",
    help: "A recipient begins with age1; `npx avow keys generate` makes one. See AVOW_BACKUP_RECIPIENTS.",
  },
  not_empty: {
    status: 409,
    title: "The database already holds a deployment.",
    help: "A backup is restored into an empty database only. Name another in DATABASE_URL or AVOW_DATA_DIR, or make a new one.",
  },
  newer_version: {
    status: 409,
    title: "The backup was taken by a newer version of Avow.",
    help: "Restore it with that version or a later one; facts.migration is the first change this one does not know.",
  },
  keyring_differs: {
    status: 409,
    title: "The backup belongs to another keyring.",
    help: "What is sealed in it opens with its own keyring only: put that one back, or name its folder in AVOW_KEYS_DIR.",
  },
  signature_invalid: {
    status: 422,
    title: "The backup was not signed by this deployment.",
    help: "Anyone who knows a recipient can encrypt to it; only the deployment's keyring signs. Do not restore this file.",
  },
  keys_older: {
    status: 409,
    title: "The copy of the subject keys is older than the backup, or missing.",
    help: "Put the newest subject-keys.avowkeys into the keyring's folder. With --accept-lost-keys whoever came after it stays unreadable.",
  },
  rows_differ: {
    status: 422,
    title: "A table does not come out as it went in.",
    help: "Nothing was restored. Take another copy of the file, or an older backup.",
  },
  folder_unusable: {
    status: 503,
    title: "The backup folder cannot be written.",
    help: "Name a folder in AVOW_BACKUP_DIR that this account may write, on another disk than the database's.",
  },
  drill_not_possible: {
    status: 503,
    title: "This database user may not make the scratch database that a restore drill needs.",
    help: "Grant it: alter role … createdb. Until then, rehearse a restore by hand on another server.",
  },
});
