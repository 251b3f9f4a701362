import { router } from "../trpc/init.ts";
import { billingCustomerProcedures } from "./billing/customer-procedures.ts";
import { billingStaffProcedures } from "./billing/staff-procedures.ts";
import { postpaidCustomerProcedures } from "./customer-procedures.ts";
import { secondaryProcedures } from "./secondary-procedures.ts";
import { postpaidStaffProcedures } from "./staff-procedures.ts";

export const postpaidCustomerRouter = router({
  ...postpaidCustomerProcedures,
  ...secondaryProcedures,
  ...billingCustomerProcedures,
});

export const postpaidAdminRouter = router({ ...postpaidStaffProcedures, ...billingStaffProcedures });
