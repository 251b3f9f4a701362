import { defineReasons } from "@nexa/contracts";

export const linesErrors = defineReasons("lines", {
  notFound: ["NOT_FOUND", "You have no such number. Your list of numbers shows the ones you can use."],
  ownedByOther: ["CONFLICT", "This number belongs to another account. Please contact support if it is yours."],
});
