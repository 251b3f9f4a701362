import { type ClientFailure, failureOf } from "@nexa/client";
import { useRef, useState } from "react";

/** Runs what a form asks for, one at a time, and keeps why it was refused. */
export function useSubmit() {
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const submit = async (work: () => Promise<unknown>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { failure, isBusy, submit };
}
