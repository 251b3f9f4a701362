export {
  aPhone,
  contextOf,
  createTestCore,
  type TestCore,
  type TestCustomer,
  type TestPlan,
} from "./create-test-core.ts";
