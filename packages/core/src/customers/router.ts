import {
  ChangeCustomerStatusInput,
  CustomerDetail,
  CustomerIdInput,
  EmptyInput,
  EndCustomerSessionsInput,
  EndCustomerSessionsOutput,
  ListCustomersInput,
  ListCustomersOutput,
  Profile,
  UpdateProfileInput,
} from "@nexa/contracts";
import { adminProcedure, customerProcedure, router } from "../trpc/init.ts";
import { deactivateCustomer } from "./deactivate-customer.ts";
import { endCustomerSessions } from "./end-customer-sessions.ts";
import { getCustomer } from "./get-customer.ts";
import { getProfile } from "./get-profile.ts";
import { listCustomers } from "./list-customers.ts";
import { reactivateCustomer } from "./reactivate-customer.ts";
import { suspendCustomer } from "./suspend-customer.ts";
import { updateProfile } from "./update-profile.ts";

const tags = ["profile"];
const adminTags = ["admin: customers"];
const customerId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const reason = "Reported stolen phone, ticket 4711";

export const customersCustomerRouter = router({
  getProfile: customerProcedure
    .meta({ openapi: { method: "GET", path: "/customer/profile", tags, summary: "Your account", example: {} } })
    .input(EmptyInput)
    .output(Profile)
    .query(({ ctx, input }) => getProfile(ctx, input)),
  updateProfile: customerProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/customer/profile",
        tags,
        summary: "Change your name or language",
        description: "Changes the fields sent.",
        message: "Your profile is saved.",
        example: { fullName: "Asha Rao", language: "hi" },
      },
    })
    .input(UpdateProfileInput)
    .output(Profile)
    .mutation(({ ctx, input }) => updateProfile(ctx, input)),
});

export const customersAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers",
        tags: adminTags,
        summary: "List and search customers",
        example: { status: "active", search: "Rao", limit: 50 },
      },
    })
    .input(ListCustomersInput)
    .output(ListCustomersOutput)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  get: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers/{customerId}",
        tags: adminTags,
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
        tags: adminTags,
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
        tags: adminTags,
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
        tags: adminTags,
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
        tags: adminTags,
        summary: "End all sessions of a customer",
        message: "The customer is signed out everywhere.",
        example: { customerId, reason },
      },
    })
    .input(EndCustomerSessionsInput)
    .output(EndCustomerSessionsOutput)
    .mutation(({ ctx, input }) => endCustomerSessions(ctx, input)),
});
