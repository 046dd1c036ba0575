export { birthDateField, localeField, nameField, timeZoneField } from "./describe-profile.ts";
