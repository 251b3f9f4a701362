export {
  aPhone,
  contextOf,
  createTestCore,
  type TestCore,
  type TestCustomer,
  type TestPartner,
  type TestPlan,
} from "./create-test-core.ts";
