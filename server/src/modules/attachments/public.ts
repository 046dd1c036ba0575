export { importAttachments } from "./import-attachments.ts";
export { listFileTools } from "./list-file-tools.ts";
export { pictureProgram } from "./read/picture-program.ts";
export { type PictureRead, type ReadPicture, readPicturePort } from "./read/read-picture-port.ts";
export { attachedFiles } from "./tell/attached-files.ts";
