export { describeResource, resourceMetadataPath } from "./describe-resource.ts";
export { appDocumentsPort } from "./register/fetch-app-document.ts";
export { isAppId } from "./register/find-app.ts";
export { connectedAppErrors } from "./errors.ts";
export { type Brought, findAppGrant, takeAppGrant } from "./tokens/take-app-grant.ts";
export { appAccessMs } from "./tokens/give-app-tokens.ts";
export { giveBackAppToken } from "./tokens/give-back-app-token.ts";
