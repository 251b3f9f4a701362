export { identityAdminRouter } from "./admin-router.ts";
export { identityCustomerRouter } from "./customer-router.ts";
