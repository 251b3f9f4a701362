export { closeCustomer } from "./close-customer.ts";
export { customersErrors } from "./errors.ts";
export { getPicture, type PictureFile } from "./get-picture.ts";
export { type CustomerRow, toProfile } from "./profile-view.ts";
export { setPicture } from "./set-picture.ts";
