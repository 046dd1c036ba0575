export { forgetScreens } from "./forget-screens.ts";
