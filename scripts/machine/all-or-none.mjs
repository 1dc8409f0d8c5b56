/** Runs work side by side; the first failure interrupts the rest and is thrown once everything has ended. */
export async function allOrNone(outer, begin) {
  const controller = new AbortController();
  const signal = outer ? AbortSignal.any([outer, controller.signal]) : controller.signal;
  const failures = [];
  const guarded = begin(signal).map((work) =>
    Promise.resolve(work).catch((error) => {
      failures.push(error);
      controller.abort(error);
    }),
  );
  const answers = await Promise.all(guarded);
  if (failures.length > 0) throw failures[0];
  return answers;
}
