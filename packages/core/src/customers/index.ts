export { customersErrors } from "./errors.ts";
export { type CustomerRow, toProfile } from "./profile-view.ts";
