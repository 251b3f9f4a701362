import { defineReasons } from "@nexa/contracts";

export const catalogErrors = defineReasons("catalog", {
  categoryUnknown: [
    "NOT_FOUND",
    "There is no such category. It may have been deleted; the list of categories shows those left.",
  ],
  categoryNotFound: ["INVALID", "The category of the plan does not exist. Choose one from the list of categories."],
  categoryNameTaken: ["CONFLICT", "Another category has this name. Choose a different one."],
  categoryHasPlans: ["CONFLICT", "This category still has plans. Move or delete them first, then delete the category."],
  planUnknown: [
    "NOT_FOUND",
    "There is no such plan. It may have been withdrawn; the list of plans shows those on sale.",
  ],
  planNameTaken: ["CONFLICT", "Another plan has this name. Choose a different one."],
  planInvalid: ["INVALID", "These plan details do not fit together. See the fields and send the plan again."],
  offerUnknown: ["NOT_FOUND", "There is no such offer. It may have been deleted; the list of offers shows those left."],
  offerInvalid: ["INVALID", "These offer details do not fit together. See the fields and send the offer again."],
  offerPriceInvalid: [
    "INVALID",
    "An offer's price must be above zero and below the plan's price. Change the discount.",
  ],
  nothingToChange: ["INVALID", "Nothing was sent to change. Send at least one field."],
});
