import {
  ChangeCustomerNumberInput,
  ChangeCustomerStatusInput,
  CloseCustomerInput,
  CodeRequestedOutput,
  CreateCustomerInput,
  CustomerDetail,
  CustomerIdInput,
  EndCustomerSessionsInput,
  EndCustomerSessionsOutput,
  GetCustomerStatsInput,
  GetCustomerStatsOutput,
  GetCustomerTimelineInput,
  GetCustomerTimelineOutput,
  ListCustomersInput,
  ListCustomersOutput,
  SendCustomerResetInput,
  UpdateCustomerInput,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { changeCustomerNumber } from "./change-customer-number.ts";
import { closeCustomerByStaff } from "./close-customer-by-staff.ts";
import { createCustomer } from "./create-customer.ts";
import { deactivateCustomer } from "./deactivate-customer.ts";
import { endCustomerSessions } from "./end-customer-sessions.ts";
import { getCustomer } from "./get-customer.ts";
import { getCustomerStats } from "./get-customer-stats.ts";
import { getCustomerTimeline } from "./get-customer-timeline.ts";
import { listCustomers } from "./list-customers.ts";
import { reactivateCustomer } from "./reactivate-customer.ts";
import { sendCustomerReset } from "./send-customer-reset.ts";
import { suspendCustomer } from "./suspend-customer.ts";
import { updateCustomer } from "./update-customer.ts";

const tags = ["admin: customers"];
const customerId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const reason = "Reported stolen phone, ticket 4711";

export const customersAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers",
        tags,
        summary: "List and search customers",
        description:
          "Searches while it is typed: part of any of their numbers, part of the name, the reference of a transaction or the number of a bill.",
        example: { status: "active", search: "Rao", limit: 50 },
      },
    })
    .input(ListCustomersInput)
    .output(ListCustomersOutput)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  stats: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers/stats",
        tags,
        summary: "Customers in numbers",
        description: "Half a minute old at most, as `asOf` says.",
        example: {},
      },
    })
    .input(GetCustomerStatsInput)
    .output(GetCustomerStatsOutput)
    .query(({ ctx, input }) => getCustomerStats(ctx, input)),
  create: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers",
        tags,
        summary: "Add a customer",
        description: "The customer sets a password by the code that is sent to the number; staff never see it.",
        status: 201,
        message: "The account is ready. A code to set the password is on its way to the customer.",
        example: { phoneNumber: "+919812345678", fullName: "Asha Rao", email: "asha@example.com" },
      },
    })
    .input(CreateCustomerInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => createCustomer(ctx, input)),
  get: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers/{customerId}",
        tags,
        summary: "A customer with their numbers",
        example: { customerId },
      },
    })
    .input(CustomerIdInput)
    .output(CustomerDetail)
    .query(({ ctx, input }) => getCustomer(ctx, input)),
  suspend: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/suspend",
        tags,
        summary: "Suspend a customer",
        description: "The customer can no longer sign in; their sessions end at once.",
        message: "The account is suspended.",
        example: { customerId, reason },
      },
    })
    .input(ChangeCustomerStatusInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => suspendCustomer(ctx, input)),
  deactivate: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/deactivate",
        tags,
        summary: "Make a customer inactive",
        description: "The customer may sign in and read, but not buy.",
        message: "The account is inactive.",
        example: { customerId, reason },
      },
    })
    .input(ChangeCustomerStatusInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => deactivateCustomer(ctx, input)),
  reactivate: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/reactivate",
        tags,
        summary: "Make a suspended or inactive customer active again",
        message: "The account is active.",
        example: { customerId, reason: "Phone found, ticket 4711" },
      },
    })
    .input(ChangeCustomerStatusInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => reactivateCustomer(ctx, input)),
  endSessions: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/end-sessions",
        tags,
        summary: "End all sessions of a customer",
        message: "The customer is signed out everywhere.",
        example: { customerId, reason },
      },
    })
    .input(EndCustomerSessionsInput)
    .output(EndCustomerSessionsOutput)
    .mutation(({ ctx, input }) => endCustomerSessions(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/customers/{customerId}",
        tags,
        summary: "Change a customer's name, e-mail address or language",
        description: "Changes the fields sent. Another e-mail address is unverified until the customer confirms it.",
        message: "The customer is saved.",
        example: { customerId, fullName: "Asha Rao", language: "hi" },
      },
    })
    .input(UpdateCustomerInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => updateCustomer(ctx, input)),
  timeline: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers/{customerId}/timeline",
        tags,
        summary: "Everything that happened to a customer, newest first",
        example: { customerId, kinds: ["transaction", "subscription"], limit: 50 },
      },
    })
    .input(GetCustomerTimelineInput)
    .output(GetCustomerTimelineOutput)
    .query(({ ctx, input }) => getCustomerTimeline(ctx, input)),
  changeNumber: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/change-number",
        tags,
        summary: "Change the number a customer signs in with",
        description:
          "Ends all their sessions and tells both numbers. The old one stays one of the customer's until they give it up.",
        message: "The number is changed. The customer signs in with it from now on.",
        example: { customerId, phoneNumber: "+919812345678", reason: "SIM lost, identity checked, ticket 4711" },
      },
    })
    .input(ChangeCustomerNumberInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => changeCustomerNumber(ctx, input)),
  close: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/close",
        tags,
        summary: "Close a customer's account for good",
        description:
          "Personal data is erased, the numbers are given back and what runs on them is forfeited. Not while a bill is open, a postpaid plan runs, plans wait or money is under way.",
        message: "The account is closed.",
        example: { customerId, reason: "Asked for by letter, ticket 4711" },
      },
    })
    .input(CloseCustomerInput)
    .output(CustomerDetail)
    .mutation(({ ctx, input }) => closeCustomerByStaff(ctx, input)),
  sendReset: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{customerId}/send-reset",
        tags,
        summary: "Send a customer the code that sets the password anew",
        description: "It goes to the customer's number alone.",
        message: "A code is on its way to the customer.",
        example: { customerId, reason: "Forgot the password, ticket 4711" },
      },
    })
    .input(SendCustomerResetInput)
    .output(CodeRequestedOutput)
    .mutation(({ ctx, input }) => sendCustomerReset(ctx, input)),
});
