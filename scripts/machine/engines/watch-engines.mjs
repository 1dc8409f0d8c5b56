const EVERY_MS = 5000;
const MISSES = 3;

/** Starts engines again that stopped answering by themselves; those that were switched off on purpose stay off. */
export function watchEngines(engines, log) {
  const misses = new Map();
  let looking = Promise.resolve();
  const look = async () => {
    for (const engine of engines) await lookAt(engine, { misses, log });
  };
  const timer = setInterval(
    () => (looking = looking.then(look).catch((error) => log(`engines: ${error.message}`))),
    EVERY_MS,
  );
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

async function lookAt(engine, { misses, log }) {
  if (engine.isOff) return misses.delete(engine.name);
  engine.ensureUplink();
  if (await engine.isAnswering()) return misses.delete(engine.name);
  misses.set(engine.name, (misses.get(engine.name) ?? 0) + 1);
  if (misses.get(engine.name) < MISSES) return undefined;
  misses.delete(engine.name);
  log(`the engine ${engine.name} does not answer; it is started again`);
  return engine.start();
}
