export { keepPending, takePending } from "./sign-in/keep-pending.ts";
