export { localeField, nameField, timeZoneField } from "./describe-profile.ts";
