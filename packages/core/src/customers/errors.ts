import { defineReasons } from "@nexa/contracts";

export const customersErrors = defineReasons("customers", {
  notFound: ["NOT_FOUND", "There is no such customer. Search by phone number or name."],
  closed: [
    "CONFLICT",
    "This account is closed, so its status cannot change any more. The customer may register again.",
  ],
  statusUnchanged: ["CONFLICT", "The account has this status already. Reload the page to see how it stands."],
});
