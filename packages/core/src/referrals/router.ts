import {
  AdminListReferralsInput,
  AdminListReferralsOutput,
  GenerateReferralCodeInput,
  GenerateReferralCodeOutput,
  GetCustomerReferralsInput,
  GetCustomerReferralsOutput,
  GetReferralStatsInput,
  GetReferralStatsOutput,
  ListMyReferralsInput,
  ListMyReferralsOutput,
  ListReferralDiscountsInput,
  ListReferralDiscountsOutput,
  ListReferralUsageLogsInput,
  ListReferralUsageLogsOutput,
} from "@nexa/contracts";
import { adminProcedure, customerProcedure, router } from "../trpc/init.ts";
import { adminListReferrals } from "./admin-list-referrals.ts";
import { generateReferralCode } from "./generate-referral-code.ts";
import { getCustomerReferrals } from "./get-customer-referrals.ts";
import { getReferralStats } from "./get-referral-stats.ts";
import { listMyReferrals } from "./list-my-referrals.ts";
import { listReferralDiscounts } from "./list-referral-discounts.ts";
import { listReferralUsageLogs } from "./list-referral-usage-logs.ts";

const tags = ["referral"];
const adminTags = ["admin: referrals"];
const anId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";

export const referralsCustomerRouter = router({
  generate: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/referral/generate",
        tags,
        summary: "Your referral code",
        description:
          "Answers the code that can still be used, or makes a new one when there is none: it expired or was used up.",
        message: "Share this code with a friend.",
        example: {},
      },
    })
    .input(GenerateReferralCodeInput)
    .output(GenerateReferralCodeOutput)
    .mutation(({ ctx, input }) => generateReferralCode(ctx, input)),
  listMine: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/referral/my-referrals",
        tags,
        summary: "Your codes and who joined with them",
        description: "Newest code first, retired ones included. Names are masked.",
        example: { limit: 20 },
      },
    })
    .input(ListMyReferralsInput)
    .output(ListMyReferralsOutput)
    .query(({ ctx, input }) => listMyReferrals(ctx, input)),
  listDiscounts: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/referral/discounts",
        tags,
        summary: "Your referral discounts",
        description: "A recharge uses the best unused one by itself when no offer is as good.",
        example: { status: "unused" },
      },
    })
    .input(ListReferralDiscountsInput)
    .output(ListReferralDiscountsOutput)
    .query(({ ctx, input }) => listReferralDiscounts(ctx, input)),
});

export const referralsAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/referrals",
        tags: adminTags,
        summary: "Referral codes with owners and results",
        example: { status: "completed", limit: 50 },
      },
    })
    .input(AdminListReferralsInput)
    .output(AdminListReferralsOutput)
    .query(({ ctx, input }) => adminListReferrals(ctx, input)),
  listUsageLogs: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/referrals/{referralId}/usage-logs",
        tags: adminTags,
        summary: "Every step of a referral",
        description: "The id of a code, for its whole log, or of one person who joined with it.",
        example: { referralId: anId },
      },
    })
    .input(ListReferralUsageLogsInput)
    .output(ListReferralUsageLogsOutput)
    .query(({ ctx, input }) => listReferralUsageLogs(ctx, input)),
  getStats: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/referrals/stats/overview",
        tags: adminTags,
        summary: "The referral programme in figures",
        example: {},
      },
    })
    .input(GetReferralStatsInput)
    .output(GetReferralStatsOutput)
    .query(({ ctx, input }) => getReferralStats(ctx, input)),
  getOfCustomer: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/referrals/customer/{customerId}/referrals",
        tags: adminTags,
        summary: "One customer's referrals and discounts",
        example: { customerId: anId },
      },
    })
    .input(GetCustomerReferralsInput)
    .output(GetCustomerReferralsOutput)
    .query(({ ctx, input }) => getCustomerReferrals(ctx, input)),
});
