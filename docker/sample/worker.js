const EVERY_MS = 10_000;

let turns = 0;
const timer = setInterval(() => console.log(`worker turn ${++turns}`), EVERY_MS);
process.on('SIGTERM', () => clearInterval(timer));
