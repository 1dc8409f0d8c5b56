/** Gives each worker of jest the addresses of services that no other worker uses. Without sets the environment has them. */
const sets = JSON.parse(process.env['TEST_SERVICE_SETS'] ?? '[]') as Record<string, string>[];
Object.assign(process.env, sets[Number(process.env['JEST_WORKER_ID'] ?? 1) - 1]);
