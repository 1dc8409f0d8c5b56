/** Import cycles: each group of files that reach each other (Tarjan's strongly connected components), sorted. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const search = new CycleSearch(graph);
  for (const file of graph.keys()) search.visit(file);
  return search.cycles.map((cycle) => cycle.sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

class CycleSearch {
  readonly cycles: string[][] = [];
  private readonly order = new Map<string, number>();
  private readonly lowest = new Map<string, number>();
  private readonly stack: string[] = [];

  constructor(private readonly graph: ReadonlyMap<string, readonly string[]>) {}

  visit(file: string): void {
    if (this.order.has(file)) return;
    this.order.set(file, this.order.size);
    this.lowest.set(file, this.order.get(file)!);
    this.stack.push(file);
    for (const next of this.graph.get(file) ?? []) this.follow(file, next);
    if (this.lowest.get(file) === this.order.get(file)) this.close(file);
  }

  private follow(file: string, next: string): void {
    if (!this.order.has(next)) {
      this.visit(next);
      this.lower(file, this.lowest.get(next)!);
    } else if (this.stack.includes(next)) {
      this.lower(file, this.order.get(next)!);
    }
  }

  private lower(file: string, to: number): void {
    this.lowest.set(file, Math.min(this.lowest.get(file)!, to));
  }

  private close(file: string): void {
    const group = this.stack.splice(this.stack.indexOf(file));
    const importsItself = this.graph.get(file)?.includes(file) ?? false;
    if (group.length > 1 || importsItself) this.cycles.push(group);
  }
}
