import { router } from "../trpc/init.ts";
import { postpaidCustomerProcedures } from "./customer-procedures.ts";
import { secondaryProcedures } from "./secondary-procedures.ts";
import { postpaidStaffProcedures } from "./staff-procedures.ts";

export const postpaidCustomerRouter = router({ ...postpaidCustomerProcedures, ...secondaryProcedures });

export const postpaidAdminRouter = router(postpaidStaffProcedures);
