export { type ClientFailure, failureOf } from "./client-error.ts";
export {
  type AdminClient,
  type ClientOptions,
  type CustomerClient,
  createAdminClient,
  createCustomerClient,
} from "./create-client.ts";
