import { migrate } from '@jujube/database/migrate.js';

/** Runs the migrations as a process of its own and prints what this run did. */
const [ownerUrl = '', appRole = ''] = process.argv.slice(2);
console.log(JSON.stringify(await migrate(ownerUrl, appRole)));
