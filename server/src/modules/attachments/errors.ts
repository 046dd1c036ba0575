import { defineErrors } from "../../framework/errors.ts";

export const attachmentErrors = defineErrors("attachments", {
  type_refused: {
    status: 422,
    title: "Nothing can be done with a file of this kind.",
    help: "Add a picture (PNG, JPEG, GIF or WebP) or a document (PDF, Word, HTML, Markdown, CSV or text). What counts is the content, not the name.",
  },
  limit_reached: {
    status: 409,
    title: "This conversation has as many attachments as it may have.",
    help: "Delete some of them, or start another conversation.",
  },
  no_preview: {
    status: 404,
    title: "This attachment has no small picture.",
    help: "Only pictures have one, once their `state` is `ready`.",
  },
  /** On an attachment, never as an answer to a request, like those below. */
  damaged: {
    status: 422,
    title: "The file could not be read.",
    help: "It may be damaged or protected by a password. Open it yourself, save it anew, and add that.",
  },
  no_text: {
    status: 422,
    title: "The document has no text.",
    help: "It may be a scan: add its pages as pictures instead.",
  },
  too_large: {
    status: 422,
    title: "The file has too much in it.",
    help: "Add a smaller picture, or the part of the document that matters.",
  },
  too_heavy: {
    status: 422,
    title: "Reading the file took too long.",
    help: "Save it in a simpler form, such as PDF or text, and add that.",
  },
});
