import { defineReasons } from "@nexa/contracts";

export const serverErrors = defineReasons("server", {
  foreignOrigin: [
    "FORBIDDEN",
    "This request comes from another website, so it was refused. Open the app itself and try again.",
  ],
  notReady: ["UNAVAILABLE", "The server cannot work at the moment. Please try again in a moment."],
});
