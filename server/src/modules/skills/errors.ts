import { defineErrors } from "../../framework/errors.ts";

export const skillErrors = defineErrors("skills", {
  limit_reached: {
    status: 409,
    title: "There are as many skills as there may be.",
    help: "Delete one that no agent needs.",
  },
  nothing_changed: {
    status: 409,
    title: "The draft is what is published already.",
    help: "Change it first. Agents name a version by its number and can go back to an older one.",
  },
  file_refused: {
    status: 422,
    title: "A file of the skill cannot be kept.",
    help: "`facts.reason` says why: `path` is none that stays in the skill's folder, `content` is not what its encoding says or missing, `twice` is there already, `too_large` is more than one file or all together may have.",
  },
  archive_refused: {
    status: 422,
    title: "This is no skill's folder that can be taken in.",
    help: "`facts.reason` says why. Send a zip of one folder with a `SKILL.md` whose front matter has `name` and `description`, or that file alone.",
  },
});
