import { nameOf, type Cell } from './cells.js';
import type { Answer } from './ask.js';
import type { MatrixWorld } from './matrix-world.js';

export interface Asked {
  readonly cell: Cell;
  readonly answer: Answer;
}

/** What is wrong with an answer; null: nothing. */
export function faultOf({ cell, answer: { status, text } }: Asked): string | null {
  const { expected } = cell;
  const isGood =
    typeof expected === 'number'
      ? status === expected
      : status < 500 && status !== 401 && status !== 403 && (expected === 'open' || status !== 404);
  return isGood ? null : `${nameOf(cell)}: ${expected} expected, but ${status} ${text.slice(0, 160)}`;
}

/** Those who were told that something is not there although it is: in other words than of what never was. */
export function tellingAnswers(asked: readonly Asked[]): string[] {
  const shapes = new Map<string, string>();
  const keyOf = ({ cell: { route, row, identity } }: Asked, at: number) =>
    `${route.method} ${route.path} ${identity.name} ${JSON.stringify(row.scope)} ${row.body?.toString() ?? ''}${at}`;
  for (const one of asked) if (one.cell.kind === 'unknown') shapes.set(keyOf(one, one.answer.status), one.answer.shape);
  return asked
    .filter(({ cell, answer }) => cell.kind === 'foreign' && answer.status === cell.expected)
    .filter((one) => (shapes.get(keyOf(one, one.answer.status)) ?? one.answer.shape) !== one.answer.shape)
    .map((one) => `${nameOf(one.cell)}: ${one.answer.shape} shows that it exists`);
}

/** Answers that tell somebody of a team which they have nothing to do with. */
export function leaks(asked: readonly Asked[], { own, foreign }: MatrixWorld): string[] {
  return asked.flatMap(({ cell, answer }) => {
    const { identity, kind } = cell;
    if (identity.isAdmin || cell.row.who === 'anybody' || cell.row.isEcho) return [];
    const hidden = [
      ...(identity.own.length === 0 && kind !== 'own' ? [own.app, own.app_name, own.build] : []),
      ...(identity.foreign.length === 0 && kind === 'own' ? [foreign.app, foreign.app_name, foreign.build] : []),
    ];
    return hidden.filter((name) => answer.shape.includes(name)).map((name) => `${nameOf(cell)} is told of ${name}`);
  });
}
