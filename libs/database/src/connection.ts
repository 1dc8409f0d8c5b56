/** The two TypeORM classes that other projects may name: the pool (injected) and the manager of a running transaction. */
export { DataSource, EntityManager } from 'typeorm';
