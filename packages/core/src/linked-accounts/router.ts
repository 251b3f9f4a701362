import {
  AddLinkedAccountInput,
  AddLinkedAccountOutput,
  AdminListLinkedAccountsInput,
  AdminListLinkedAccountsOutput,
  AdminListLinksOfCustomerInput,
  AdminListLinksOfCustomerOutput,
  AdminRemoveLinkedAccountInput,
  CodeRequestedOutput,
  ConfirmLinkedAccountInput,
  LinkedAccountIdInput,
  LinkOutcome,
  ListIncomingLinksInput,
  ListIncomingLinksOutput,
  ListLinkedAccountsInput,
  ListLinkedAccountsOutput,
  RechargeLinkedAccountInput,
  RechargeLinkedAccountOutput,
} from "@nexa/contracts";
import { adminProcedure, customerProcedure, router } from "../trpc/init.ts";
import { addLinkedAccount } from "./add-linked-account.ts";
import { adminListLinkedAccounts } from "./admin-list-linked-accounts.ts";
import { adminListLinksOfCustomer } from "./admin-list-links-of-customer.ts";
import { adminRemoveLinkedAccount } from "./admin-remove-linked-account.ts";
import { confirmLinkedAccount } from "./confirm-linked-account.ts";
import { declineLinkedAccount } from "./decline-linked-account.ts";
import { listIncomingLinks } from "./list-incoming-links.ts";
import { listLinkedAccounts } from "./list-linked-accounts.ts";
import { rechargeLinkedAccount } from "./recharge-linked-account.ts";
import { removeLinkedAccount } from "./remove-linked-account.ts";
import { resendLinkRequest } from "./resend-link-request.ts";

const tags = ["linked accounts"];
const adminTags = ["admin: linked accounts"];
const linkedAccountId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const planId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e02";
const customerId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e03";

export const linkedAccountsCustomerRouter = router({
  list: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/linked-accounts",
        tags,
        summary: "The family numbers you linked",
        description:
          "Newest first; without `status` those that are linked or wait for an answer. `number` has plans, data use and what you paid, once its holder has agreed.",
        example: { limit: 20 },
      },
    })
    .input(ListLinkedAccountsInput)
    .output(ListLinkedAccountsOutput)
    .query(({ ctx, input }) => listLinkedAccounts(ctx, input)),
  add: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/linked-accounts",
        tags,
        summary: "Ask to link a family number",
        description:
          "Sends a code to the number, with who asks. Its holder tells you the code, or accepts in their own account. The request ends after 7 days. The answer is the same for every number.",
        status: 201,
        message: "The request is sent. Ask the holder of the number for the code.",
        example: { phoneNumber: "+919812345678", label: "Mum", relationship: "parent" },
      },
    })
    .input(AddLinkedAccountInput)
    .output(AddLinkedAccountOutput)
    .mutation(({ ctx, input }) => addLinkedAccount(ctx, input)),
  listIncoming: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/linked-accounts/incoming",
        tags,
        summary: "Who has linked your numbers or asks to",
        example: { limit: 20 },
      },
    })
    .input(ListIncomingLinksInput)
    .output(ListIncomingLinksOutput)
    .query(({ ctx, input }) => listIncomingLinks(ctx, input)),
  confirm: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/linked-accounts/{linkedAccountId}/confirm",
        tags,
        summary: "Link a requested number",
        description: "With the code that was sent to the number; its owner, signed in, needs none.",
        message: "The number is linked.",
        example: { linkedAccountId, code: "123456" },
      },
    })
    .input(ConfirmLinkedAccountInput)
    .output(LinkOutcome)
    .mutation(({ ctx, input }) => confirmLinkedAccount(ctx, input)),
  decline: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/linked-accounts/{linkedAccountId}/decline",
        tags,
        summary: "Decline a request to link your number",
        message: "The request is declined.",
        example: { linkedAccountId },
      },
    })
    .input(LinkedAccountIdInput)
    .output(LinkOutcome)
    .mutation(({ ctx, input }) => declineLinkedAccount(ctx, input)),
  resend: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/linked-accounts/{linkedAccountId}/resend",
        tags,
        summary: "Send a request again",
        description: "With a new code; the earlier one ends. The request still ends when it would have.",
        message: "The request is sent again.",
        example: { linkedAccountId },
      },
    })
    .input(LinkedAccountIdInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => resendLinkRequest(ctx, input)),
  remove: customerProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/customer/linked-accounts/{linkedAccountId}",
        tags,
        summary: "End a link",
        description: "For who made it and for the owner of the number; also takes back a request.",
        message: "The link is ended.",
        example: { linkedAccountId },
      },
    })
    .input(LinkedAccountIdInput)
    .output(LinkOutcome)
    .mutation(({ ctx, input }) => removeLinkedAccount(ctx, input)),
  recharge: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/linked-accounts/{linkedAccountId}/recharge",
        tags,
        summary: "Recharge a linked number",
        description:
          "Prices and answers like any recharge: 201 with the plan, 202 while the payment is pending, 402 when it was declined. The same Idempotency-Key and body answer with the same transaction.",
        status: 201,
        idempotent: true,
        mayPend: true,
        example: { linkedAccountId, planId, paymentMethod: "upi", paymentToken: "tok_success" },
      },
    })
    .input(RechargeLinkedAccountInput)
    .output(RechargeLinkedAccountOutput)
    .mutation(({ ctx, input }) => rechargeLinkedAccount(ctx, input)),
});

export const linkedAccountsAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/linked-accounts",
        tags: adminTags,
        summary: "Linked numbers of all customers, newest first",
        example: { status: "linked", limit: 50 },
      },
    })
    .input(AdminListLinkedAccountsInput)
    .output(AdminListLinkedAccountsOutput)
    .query(({ ctx, input }) => adminListLinkedAccounts(ctx, input)),
  listOfCustomer: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/linked-accounts/customer/{customerId}",
        tags: adminTags,
        summary: "Links a customer made and links to their numbers",
        example: { customerId, limit: 50 },
      },
    })
    .input(AdminListLinksOfCustomerInput)
    .output(AdminListLinksOfCustomerOutput)
    .query(({ ctx, input }) => adminListLinksOfCustomer(ctx, input)),
  remove: adminProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/admin/linked-accounts/{linkedAccountId}",
        tags: adminTags,
        summary: "End a link for a customer",
        message: "The link is ended.",
        example: { linkedAccountId, reason: "The holder asked for it, ticket 4711" },
      },
    })
    .input(AdminRemoveLinkedAccountInput)
    .output(LinkOutcome)
    .mutation(({ ctx, input }) => adminRemoveLinkedAccount(ctx, input)),
});
