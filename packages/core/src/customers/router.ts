export { customersAdminRouter } from "./admin-router.ts";
export { customersCustomerRouter } from "./customer-router.ts";
